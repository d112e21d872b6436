import { ForbiddenException } from '@nestjs/common';
import { type Principal } from '@/platform';

/**
 * What concerns the whole platform (people, roles, organisations as such) is not for those who act for one
 * organisation, whatever they may do inside of it.
 *
 * @throws ForbiddenException
 */
export function refuseTenant(principal: Principal): void {
  if (principal.tenantId === undefined) return;
  throw new ForbiddenException('This concerns the whole platform: it cannot be done for one organisation.');
}
