import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateClient } from '../../../build/pipeline/generate/generate-client.ts';
import { createClientProject, mainSchema, readTree, schemaWith } from './client-project.ts';

/** The contract with Prisma's command line: same schema in, same client out. */
describe('generateClient and `prisma generate`', () => {
  let project: ReturnType<typeof createClientProject>;
  beforeEach(() => {
    project = createClientProject();
  });
  afterEach(() => {
    project.remove();
  });

  const relations = {
    path: 'prisma/schema/zoo-keeper.prisma',
    text: `model Keeper {
  id String @id @default(uuid())
  tags String[]
  data Json?
  animals Animal[]
  @@map("keepers")
}
model Animal {
  id BigInt @id @default(autoincrement())
  weight Decimal @db.Decimal(10, 2)
  keeper Keeper @relation(fields: [keeperId], references: [id])
  keeperId String
  note String @default("model { // not } a comment")
  @@index([keeperId])
}
`,
  };

  it.each([
    ['components with relations and enums', [relations, ...schemaWith('Alpha', 'main_', 'Zeta')]],
    ['no model at all', [mainSchema]],
  ])('agree byte for byte on %s', async (_, files) => {
    project.write(files);
    execFileSync(
      process.execPath,
      [join('node_modules', 'prisma/build/index.js'), 'generate', '--schema', 'prisma/schema'],
      {
        cwd: project.dir,
        env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, NODE_OPTIONS: '' },
        stdio: 'pipe',
      },
    );
    const result = await generateClient({ projectDir: project.dir, outputDir: 'ours', files });
    expect(result).toMatchObject({ ok: true, generated: true });
    expect(readTree(join(project.dir, 'ours'))).toEqual(readTree(project.outputDir));
  });
});
