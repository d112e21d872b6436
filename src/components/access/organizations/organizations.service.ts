import { Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type AccessOrganization } from '@/generated/prisma/client.ts';
import { type Page, paginate, type PageQuery } from '@/platform';
import { type CreateOrganization, type ListOrganizations } from './organization-views.ts';

type Organization = Pick<AccessOrganization, 'id' | 'name' | 'slug' | 'createdAt'>;

const shown = { id: true, name: true, slug: true, createdAt: true } as const;

/** Organisations as administrators see them; what members do with theirs is the library's. */
@Injectable()
export class OrganizationsService {
  constructor(private readonly prisma: PrismaService) {}

  create({ name, slug, ownerId }: CreateOrganization): Promise<Organization> {
    return this.prisma.accessOrganization.create({
      select: shown,
      data: {
        name,
        slug,
        ...(ownerId === undefined ? {} : { members: { create: { userId: ownerId, role: 'owner' } } }),
      },
    });
  }

  /** @param only the one organisation that may be seen; undefined for all */
  list({ slug, ...query }: ListOrganizations, only: string | undefined): Promise<Page<Organization>> {
    return paginate(query, (window) =>
      this.prisma.accessOrganization.findMany({
        select: shown,
        where: { slug, id: only },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        ...window,
      }),
    );
  }

  async get(id: string): Promise<Organization> {
    const found = await this.prisma.accessOrganization.findUnique({ where: { id }, select: shown });
    if (found !== null) return found;
    throw new NotFoundException(`There is no organisation ${id}.`);
  }

  async members(organizationId: string, query: PageQuery) {
    await this.get(organizationId);
    return paginate(query, (window) =>
      this.prisma.accessMember.findMany({
        select: {
          id: true,
          role: true,
          createdAt: true,
          user: { select: { id: true, name: true, email: true } },
        },
        where: { organizationId },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        ...window,
      }),
    );
  }
}
