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
    // One statement in place of one for each relation: it is part of every request of a person.
    const [found] = await this.prisma.$queryRaw<Found[]>`
      SELECT u.suspended_at IS NOT NULL AS "isSuspended", m.organization_id::text AS "organizationId",
        ARRAY(SELECT DISTINCT permission
          FROM access_role_assignments a
          JOIN access_roles r ON r.id = a.role_id
          CROSS JOIN unnest(r.permissions) AS permission
          WHERE a.user_id = u.id AND a.scope IN ('everywhere', m.organization_id::text)
          ORDER BY permission) AS permissions
      FROM access_users u
      LEFT JOIN access_members m ON m.user_id = u.id AND m.organization_id::text = ${organizationId ?? null}
      WHERE u.id = ${userId}::uuid`;
    if (found === undefined || found.isSuspended) return undefined;
    return { permissions: found.permissions, organizationId: found.organizationId ?? undefined };
  }
}

interface Found {
  readonly isSuspended: boolean;
  readonly organizationId: string | null;
  readonly permissions: readonly string[];
}
