import { Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService, Transactional } from '@/database';
import { nameOfPrincipal, type Page, paginate, type Principal } from '@/platform';
import { AccessEvents } from '../audit/access-events.ts';
import { AuthPort } from '../identity/auth.port.ts';
import { type CreateUser, type ListUsers } from './user-views.ts';

const shown = {
  id: true,
  name: true,
  email: true,
  emailVerified: true,
  suspendedAt: true,
  suspendedWhy: true,
  createdAt: true,
} as const;

/** A person as administrators see one. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly suspendedAt: Date | null;
  readonly suspendedWhy: string | null;
  readonly createdAt: Date;
}

/** People as administrators see them. */
@Injectable()
export class UsersService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly auth: AuthPort,
    private readonly events: AccessEvents,
  ) {}

  @Transactional()
  async create(input: CreateUser, by: Principal): Promise<User> {
    const id = await this.auth.createPerson(input);
    await this.events.record('USER_CREATED', nameOfPrincipal(by), `user:${id}`);
    return this.get(id);
  }

  /** @param only members of this organisation; undefined for all people */
  list({ email, isSuspended, ...query }: ListUsers, only: string | undefined): Promise<Page<User>> {
    return paginate(query, (window) =>
      this.prisma.accessUser.findMany({
        select: shown,
        where: {
          email: email?.toLowerCase(),
          ...membersOf(only),
          ...(isSuspended !== undefined && { suspendedAt: isSuspended ? { not: null } : null }),
        },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        ...window,
      }),
    );
  }

  /** @param only as for `list` */
  async get(id: string, only?: string): Promise<User> {
    const user = await this.prisma.accessUser.findUnique({
      where: { id, ...membersOf(only) },
      select: shown,
    });
    if (user !== null) return user;
    throw new NotFoundException(`There is no person ${id}.`);
  }

  /** Refuses the person with the next request, whatever sessions there are; they end as well. */
  @Transactional()
  async suspend(id: string, why: string, by: Principal): Promise<User> {
    await this.get(id);
    const [user] = await this.prisma.$transaction([
      this.prisma.accessUser.update({
        where: { id },
        data: { suspendedAt: new Date(), suspendedWhy: why },
        select: shown,
      }),
      this.prisma.accessSession.deleteMany({ where: { userId: id } }),
    ]);
    await this.events.record('USER_SUSPENDED', nameOfPrincipal(by), `user:${id}`);
    return user;
  }

  @Transactional()
  async restore(id: string, by: Principal): Promise<User> {
    await this.get(id);
    const user = await this.prisma.accessUser.update({
      where: { id },
      data: { suspendedAt: null, suspendedWhy: null },
      select: shown,
    });
    await this.events.record('USER_RESTORED', nameOfPrincipal(by), `user:${id}`);
    return user;
  }

  /** Ends every session of the person. */
  @Transactional()
  async revokeSessions(id: string, by: Principal): Promise<void> {
    await this.get(id);
    await this.prisma.accessSession.deleteMany({ where: { userId: id } });
    await this.events.record('SESSIONS_REVOKED', nameOfPrincipal(by), `user:${id}`);
  }
}

function membersOf(organizationId: string | undefined) {
  return organizationId === undefined ? {} : { members: { some: { organizationId } } };
}
