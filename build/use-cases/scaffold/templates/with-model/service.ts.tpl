import { Injectable } from '@nestjs/common';
import { PrismaService } from 'nestjs-tessera/database';
import { type {{Model}}, type Prisma } from 'nestjs-tessera/client';
import { containsText, orderBy, type Page, paginate } from 'nestjs-tessera/platform';
import { type Create{{Resource}} } from './create-{{resource}}.ts';
import { type List{{Resources}} } from './list-{{resources}}.ts';
import { type Update{{Resource}} } from './update-{{resource}}.ts';

/** Nothing here catches Prisma's errors: the platform answers an unknown id with 404, a conflict with 409. */
@Injectable()
export class {{Resources}}Service {
  constructor(private readonly prisma: PrismaService<'{{component}}'>) {}

  create(input: Create{{Resource}}): Promise<{{Model}}> {
    return this.prisma.{{accessor}}.create({ data: input });
  }

  list(query: List{{Resources}}): Promise<Page<{{Model}}>> {
    const where: Prisma.{{Model}}WhereInput = query.q ? { name: containsText(query.q) } : {};
    return paginate(query, (window) =>
      this.prisma.{{accessor}}.findMany({ where, orderBy: orderBy(query.sort), ...window }),
    );
  }

  get(id: string): Promise<{{Model}}> {
    return this.prisma.{{accessor}}.findUniqueOrThrow({ where: { id } });
  }

  update(id: string, input: Update{{Resource}}): Promise<{{Model}}> {
    return this.prisma.{{accessor}}.update({ where: { id }, data: input });
  }

  async remove(id: string): Promise<void> {
    await this.prisma.{{accessor}}.delete({ where: { id } });
  }
}
