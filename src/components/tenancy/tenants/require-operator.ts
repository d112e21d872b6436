import { ForbiddenException } from '@nestjs/common';
import { currentPrincipal } from '@/platform';

/**
 * What concerns more than one tenant, or a tenant's standing, is not for those who act for one, whatever they may do
 * inside of it. It is refused alike for every tenant they name, so that none can be guessed.
 *
 * @throws ForbiddenException
 */
export function requireOperator(): void {
  if (currentPrincipal().tenantId === undefined) return;
  throw new ForbiddenException('This is for the operator: it cannot be done by those who act for a tenant.');
}
