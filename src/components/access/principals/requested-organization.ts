import { z } from 'zod';
import { requestedTenant } from '@/platform';

/**
 * The organisation that the request names by host name, path or header, where its tenant can be one. Whether the person is
 * its member is for the caller to find out.
 */
export function requestedOrganization(): string | undefined {
  return z.uuid().safeParse(requestedTenant()).data;
}
