import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type SyntheticProject, writeSyntheticProject } from '../../synthetic-project.ts';

/** Name of the backfill. */
export const backfillName = 'full-name';

/** As many rows as are wanted, all to be filled. */
export const fillTable = (rows: number): string => `
  TRUNCATE "Person";
  INSERT INTO "Person" ("id", "first", "last")
    SELECT n, 'First ' || n, 'Last ' || md5(n::text) FROM generate_series(1, ${String(rows)}) n`;

const schema = `model Person {
  id       Int     @id
  first    String
  last     String
  fullName String?
  visits   Int     @default(0)
}
`;

const module = `import { Controller, Get, Module, Param, ParseIntPipe, Post } from '@nestjs/common'; 
import { Public } from '@/platform';
import { PrismaService } from '@/database';

@Public() @Controller('people')
export class PeopleController {
  constructor(private readonly prisma: PrismaService) {}

  @Get(':id')
  show(@Param('id', ParseIntPipe) id: number) {
    return this.prisma.person.findUniqueOrThrow({ where: { id } });
  }

  @Post(':id/visits')
  visit(@Param('id', ParseIntPipe) id: number) {
    return this.prisma.person.update({ where: { id }, data: { visits: { increment: 1 } } });
  }
}

@Module({ controllers: [PeopleController] })
export class PeopleModule {}
`;

const backfill = `export default {
  table: 'Person',
  sql: \`UPDATE "Person" SET "fullName" = batch."first" || ' ' || batch."last" FROM batch WHERE "Person"."id" = batch."id"\`,
};
`;

/** An application of one component whose table has a column to be filled: it is read and written by its key. */
export async function writePeopleApplication(): Promise<SyntheticProject> {
  const project = await writeSyntheticProject(0, true);
  const files = {
    'src/components/people/prisma/schema.prisma': schema,
    'src/components/people/people.module.ts': module,
    [`prisma/backfills/${backfillName}.ts`]: backfill,
  };
  for (const [file, text] of Object.entries(files)) {
    const path = join(project.directory, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return project;
}
