import { z } from 'zod';
import { PageQuery } from '@/platform';
import { PermissionList } from '../roles/permission-list.ts';

export const ServiceView = z
  .object({
    id: z.uuid(),
    organizationId: z.uuid().nullable(),
    name: z.string(),
    permissions: z.array(z.string()),
    disabledAt: z.iso.datetime().nullable(),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'AccessServiceView' });

export const NewServiceView = ServiceView.extend({
  secret: z.string().describe('The secret. It is shown this once.'),
}).meta({ id: 'AccessNewServiceView' });

export const CreateService = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    organizationId: z.uuid().optional().describe('Absent: a service of the whole platform'),
    permissions: PermissionList.min(1),
  })
  .meta({ id: 'AccessCreateService' });
export type CreateService = z.infer<typeof CreateService>;

export const ListServices = PageQuery.extend({ organizationId: z.uuid().optional() });
export type ListServices = z.infer<typeof ListServices>;

export const AskToken = z
  .strictObject({
    grant_type: z.literal('client_credentials'),
    client_id: z.uuid(),
    client_secret: z.string().min(1).max(200),
  })
  .meta({ id: 'AccessAskToken' });
export type AskToken = z.infer<typeof AskToken>;

/** RFC 6749, 5.1 */
export const TokenView = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int().describe('Seconds'),
  })
  .meta({ id: 'AccessTokenView' });
export type TokenView = z.infer<typeof TokenView>;
