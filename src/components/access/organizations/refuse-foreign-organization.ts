import { NotFoundException } from '@nestjs/common';
import { type Principal } from '@/platform';

/**
 * A principal of an organisation sees that one only; a principal of none, an administrator of the platform, sees all.
 *
 * @throws NotFoundException: that another organisation exists is not for telling.
 */
export function refuseForeignOrganization(principal: Principal, organizationId: string): void {
  if (principal.tenantId === undefined || principal.tenantId === organizationId) return;
  throw new NotFoundException(`There is no organisation ${organizationId}.`);
}
