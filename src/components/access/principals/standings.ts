import { Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';

/** What a person may do at this moment. */
export interface Standing {
  readonly permissions: readonly string[];
  /** The organisation that was asked for, if the person is its member. */
  readonly organizationId: string | undefined;
}

/** Reads what people may do, with every request: what an administrator takes away is away at once, everywhere. */
@Injectable()
export class Standings {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * @param organizationId the organisation the person's session works in
   * @returns undefined for a person who is suspended or gone.
   */
  async read(userId: string, organizationId: string | undefined): Promise<Standing | undefined> {
    const user = await this.prisma.accessUser.findUnique({
      where: { id: userId },
      select: {
        suspendedAt: true,
        members: { where: { organizationId: organizationId ?? nowhere }, select: { organizationId: true } },
        assignments: { select: { scope: true, role: { select: { permissions: true } } } },
      },
    });
    if (user === null || user.suspendedAt !== null) return undefined;
    const member = user.members[0]?.organizationId;
    const held = user.assignments.filter(({ scope }) => scope === 'everywhere' || scope === member);
    return {
      permissions: [...new Set(held.flatMap(({ role }) => role.permissions))],
      organizationId: member,
    };
  }
}

/** Matches no organisation. */
const nowhere = '00000000-0000-0000-0000-000000000000';
