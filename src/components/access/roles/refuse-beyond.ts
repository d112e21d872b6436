import { ForbiddenException } from '@nestjs/common';
import { holdsPermission, type Principal } from '@/platform';

/**
 * Those who hand out permissions can hand out no more than they have: otherwise the right to make a key is the right
 * to do everything.
 *
 * @throws ForbiddenException naming the permissions that are beyond the giver.
 */
export function refuseBeyond(giver: Principal, permissions: readonly string[]): void {
  const beyond = permissions.filter((permission) => !holdsPermission(giver.permissions, permission));
  if (beyond.length === 0) return;
  throw new ForbiddenException(`You cannot give what you don't have: ${beyond.join(', ')}.`);
}
