import { Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type DemoUser, type Prisma } from '@/generated/prisma/client.ts';
import { containsText, orderBy, type Page, paginate } from '@/platform';
import { type CreateUser } from './create-user.ts';
import { type ListUsers } from './list-users.ts';
import { type UpdateUser } from './update-user.ts';

/**
 * Nothing here catches Prisma's errors: the platform's filter answers a taken address (P2002) and a user
 * who still has posts (P2003) with 409, an unknown id (P2025) with 404.
 */
@Injectable()
export class UsersService {
  constructor(private readonly prisma: PrismaService<'demo'>) {}

  create(input: CreateUser): Promise<DemoUser> {
    return this.prisma.demoUser.create({ data: input });
  }

  list(query: ListUsers): Promise<Page<DemoUser>> {
    const where: Prisma.DemoUserWhereInput = query.q
      ? { OR: [{ name: containsText(query.q) }, { email: containsText(query.q) }] }
      : {};
    return paginate(query, (window) =>
      this.prisma.demoUser.findMany({ where, orderBy: orderBy(query.sort), ...window }),
    );
  }

  get(id: string): Promise<DemoUser> {
    return this.prisma.demoUser.findUniqueOrThrow({ where: { id } });
  }

  update(id: string, input: UpdateUser): Promise<DemoUser> {
    return this.prisma.demoUser.update({ where: { id }, data: input });
  }

  async remove(id: string): Promise<void> {
    await this.prisma.demoUser.delete({ where: { id } });
  }
}
