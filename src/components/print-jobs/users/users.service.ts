import { Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type Prisma, type PrintUser } from '@/generated/prisma/client.ts';
import { containsText, orderBy, type Page, paginate } from '@/platform';
import { type CreateUser } from './create-user.ts';
import { type ListUsers } from './list-users.ts';
import { type UpdateUser } from './update-user.ts';

@Injectable()
export class UsersService {
  constructor(private readonly prisma: PrismaService<'print-jobs'>) {}

  create(input: CreateUser): Promise<PrintUser> {
    return this.prisma.printUser.create({ data: input });
  }

  list(query: ListUsers): Promise<Page<PrintUser>> {
    const where: Prisma.PrintUserWhereInput = { active: query.active };
    if (query.q) {
      where.OR = [{ name: containsText(query.q) }, { email: containsText(query.q) }];
    }
    return paginate(query, (window) =>
      this.prisma.printUser.findMany({ where, orderBy: orderBy(query.sort), ...window }),
    );
  }

  get(id: string): Promise<PrintUser> {
    return this.prisma.printUser.findUniqueOrThrow({ where: { id } });
  }

  update(id: string, input: UpdateUser): Promise<PrintUser> {
    return this.prisma.printUser.update({ where: { id }, data: input });
  }

  /** Users with files or jobs are refused by the database (409): deactivate them instead. */
  async remove(id: string): Promise<void> {
    await this.prisma.printUser.delete({ where: { id } });
  }
}
