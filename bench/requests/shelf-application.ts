import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type SyntheticProject, writeSyntheticProject } from '../synthetic-project.ts';

/** Rows of its table. */
export const shelfRows = 1000;

export const fillShelf = `
  INSERT INTO "Item" ("id", "title", "amount", "state", "data", "createdAt")
    SELECT n, 'Item ' || md5(n::text), n * 1.25, 'OPEN', jsonb_build_object('place', n), now()
    FROM generate_series(1, ${String(shelfRows)}) n`;

const schema = `model Item {
  id        Int       @id
  title     String
  amount    Decimal   @default(0)
  state     ItemState @default(OPEN)
  data      Json?
  createdAt DateTime  @default(now())
}

enum ItemState {
  OPEN
  DONE
}
`;

/** Routes of a class. */
const perController = 20;

/** The same routes for both: what is measured, and others beside them. */
function controllers(routes: number, declaration: string): string {
  const measured = `${declaration}
@Controller('shelf')
export class ItemsController {
  constructor(@Inject(Database) private readonly prisma: Database) {}

  @Get('plain')
  plain() {
    return { status: 'ok' };
  }

  @Get()
  list() {
    return this.prisma.item.findMany({ orderBy: { id: 'asc' }, take: 20 });
  }

  @Get(':id')
  show(@Param('id', ParseIntPipe) id: number) {
    return this.prisma.item.findUniqueOrThrow({ where: { id } });
  }
}
`;
  const others = Array.from({ length: Math.ceil((routes - 3) / perController) }, (_, index) => {
    const methods = Array.from({ length: perController }, (_, method) => {
      const [verb, path] =
        method % 2 === 0 ? ['Get', `part${String(method)}`] : ['Post', `:id/part${String(method)}`];
      return `  @${verb}('${path}')\n  method${String(method)}() {\n    return { status: 'ok' };\n  }\n`;
    });
    return `${declaration}\n@Controller('shelf-${String(index)}')\nexport class Others${String(index)}Controller {\n${methods.join('\n')}}\n`;
  });
  return [measured, ...others].join('\n');
}

function listOf(routes: number): string {
  const others = Array.from(
    { length: Math.ceil((routes - 3) / perController) },
    (_, index) => `Others${String(index)}Controller`,
  );
  return `[ItemsController, ${others.join(', ')}]`;
}

function component(routes: number): string {
  return `import { Controller, Get, Inject, Module, Param, ParseIntPipe, Post } from '@nestjs/common';
import { Requires } from '@/platform';
import { PrismaService as Database } from '@/database';

${controllers(routes, `@Requires('shelf:items.read')`)}
@Module({ controllers: ${listOf(routes)} })
export class ShelfModule {}
`;
}

/** What people write without Tessera: no log, no access, no problem details; run by `tsx`, which emits no types. */
function naked(routes: number): string {
  return `import 'reflect-metadata';
import { Controller, Get, Inject, Module, Param, ParseIntPipe, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './src/generated/prisma/client.ts';

class Database extends PrismaClient {
  constructor() {
    super({ adapter: new PrismaPg({ connectionString: process.env['DATABASE_URL'], max: 10 }) });
  }
}

${controllers(routes, '')}
@Module({ controllers: ${listOf(routes)}, providers: [Database] })
class AppModule {}

const adapter = process.env['ADAPTER'] === 'fastify' ? new FastifyAdapter() : new ExpressAdapter();
const app = await NestFactory.create(AppModule, adapter, { logger: false });
await app.listen(Number(process.env['PORT']), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
`;
}

const manifest = { permissions: { 'items.read': 'Read items' } };

/** An application of one component, and beside it `naked.ts`, which answers the same requests without Tessera. */
export async function writeShelfApplication(routes: number): Promise<SyntheticProject> {
  const project = await writeSyntheticProject(0, true);
  const files = {
    'src/components/shelf/prisma/schema.prisma': schema,
    'src/components/shelf/component.json': JSON.stringify(manifest),
    'src/components/shelf/shelf.module.ts': component(routes),
    'naked.ts': naked(routes),
  };
  for (const [file, text] of Object.entries(files)) {
    const path = join(project.directory, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return project;
}
