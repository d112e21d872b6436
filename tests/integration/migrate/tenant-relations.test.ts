import { afterEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { tessera } from '../../support/tessera.ts';

const schemaFile = 'src/components/shop/prisma/schema.prisma';
const migrations = 'prisma/migrations';

const Found = z.object({
  diagnostics: z.array(
    z.object({
      code: z.string(),
      message: z.string(),
      hint: z.string().optional(),
      location: z.object({ file: z.string(), line: z.number(), column: z.number() }).optional(),
    }),
  ),
});

const env = { TEST_DATABASE_URL: process.env['TESSERA_TEST_SERVER_URL'] };
let project: TempProject;
afterEach(() => {
  project.dispose();
});

async function create(text: string, sql: string): Promise<void> {
  project = createTempProject({ [schemaFile]: text, [`${migrations}/1_shop/migration.sql`]: sql });
  await project.run();
  expect(await run('record')).toMatchObject({ exitCode: 0 });
}

const run = (args: string) => tessera(project.dir, ['migrate', ...args.split(' ')], env);

/** Codes, places and messages of `migrate check`. */
async function check(): Promise<string[]> {
  const { stdout } = await run('check --json');
  return Found.parse(JSON.parse(stdout)).diagnostics.map(
    ({ code, message, location }) => `${code} ${location?.line ?? 0}:${location?.column ?? 0} ${message}`,
  );
}

const ids = () =>
  Object.keys(project.tree(migrations))
    .filter((file) => file.endsWith('/migration.sql'))
    .map((file) => file.split('/')[0] ?? '')
    .sort();

describe('relations of tenant models', () => {
  it('say which relation cannot take the tenant along, and why', async () => {
    await create(
      `/// @tenant
model Note {
  id       Int    @id
  tenantId String
  tags     Tag[]
  boxId    Int
  box      Box    @relation(fields: [boxId], references: [id])
}

/// @tenant
model Tag {
  id       Int    @id
  tenantId String
  notes    Note[]
}

/// @tenant
model Box {
  id       Int    @id
  tenantId Int
  notes    Note[]
}
`,
      `CREATE TABLE "Note" ("id" INTEGER NOT NULL, "tenantId" TEXT NOT NULL, "boxId" INTEGER NOT NULL, CONSTRAINT "Note_pkey" PRIMARY KEY ("id"));
CREATE TABLE "Tag" ("id" INTEGER NOT NULL, "tenantId" TEXT NOT NULL, CONSTRAINT "Tag_pkey" PRIMARY KEY ("id"));
CREATE TABLE "Box" ("id" INTEGER NOT NULL, "tenantId" INTEGER NOT NULL, CONSTRAINT "Box_pkey" PRIMARY KEY ("id"));
CREATE TABLE "_NoteToTag" ("A" INTEGER NOT NULL, "B" INTEGER NOT NULL, CONSTRAINT "_NoteToTag_AB_pkey" PRIMARY KEY ("A","B"));
CREATE INDEX "_NoteToTag_B_index" ON "_NoteToTag"("B");
ALTER TABLE "Note" ADD CONSTRAINT "Note_boxId_fkey" FOREIGN KEY ("boxId") REFERENCES "Box"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "_NoteToTag" ADD CONSTRAINT "_NoteToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "Note"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "_NoteToTag" ADD CONSTRAINT "_NoteToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;
`,
    );
    const relations = (await check()).filter((line) => line.startsWith('MIGRATION.TENANT_RELATION'));
    expect(relations).toEqual([
      'MIGRATION.TENANT_RELATION 5:3 The foreign key "_NoteToTag_A_fkey" to tenant model "Note" cannot take the tenant along: "_NoteToTag", the table of an implicit many-to-many relation, has no column for it.',
      'MIGRATION.TENANT_RELATION 7:3 The foreign key "Note_boxId_fkey" of tenant model "Note" to "Box" cannot take the tenant along: "tenantId" is text, and "tenantId" of "Box" is int4.',
      'MIGRATION.TENANT_RELATION 14:3 The foreign key "_NoteToTag_B_fkey" to tenant model "Tag" cannot take the tenant along: "_NoteToTag", the table of an implicit many-to-many relation, has no column for it.',
    ]);
    expect(await run('tenants')).toMatchObject({ exitCode: 1 });
    expect(ids()).toEqual(['1_shop']);
  });

  it('take the tenant along in optional relations, to themselves, by another unique field, and not to what all share', async () => {
    await create(
      `/// @tenant
model Node {
  id        Int      @id
  tenantId  String
  code      String   @unique
  parentId  Int?
  parent    Node?    @relation("tree", fields: [parentId], references: [id], onDelete: SetNull)
  children  Node[]   @relation("tree")
  rootCode  String
  root      Node     @relation("root", fields: [rootCode], references: [code])
  leaves    Node[]   @relation("root")
  countryId Int
  country   Country  @relation(fields: [countryId], references: [id])
}

model Country {
  id    Int    @id
  nodes Node[]
}
`,
      `CREATE TABLE "Country" ("id" INTEGER NOT NULL, CONSTRAINT "Country_pkey" PRIMARY KEY ("id"));
CREATE TABLE "Node" ("id" INTEGER NOT NULL, "tenantId" TEXT NOT NULL, "code" TEXT NOT NULL, "parentId" INTEGER, "rootCode" TEXT NOT NULL, "countryId" INTEGER NOT NULL, CONSTRAINT "Node_pkey" PRIMARY KEY ("id"));
CREATE UNIQUE INDEX "Node_code_key" ON "Node"("code");
ALTER TABLE "Node" ADD CONSTRAINT "Node_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Node"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Node" ADD CONSTRAINT "Node_rootCode_fkey" FOREIGN KEY ("rootCode") REFERENCES "Node"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Node" ADD CONSTRAINT "Node_countryId_fkey" FOREIGN KEY ("countryId") REFERENCES "Country"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
`,
    );
    expect(await run('tenants')).toMatchObject({ exitCode: 0 });
    const sql = ids()
      .map((id) => project.read(`${migrations}/${id}/migration.sql`))
      .join('');
    expect(sql).toContain(
      'FOREIGN KEY ("tenantId", "parentId") REFERENCES "public"."Node" ("tenantId", "id")\n  ON DELETE SET NULL ("parentId")',
    );
    expect(sql).toContain(
      'FOREIGN KEY ("tenantId", "rootCode") REFERENCES "public"."Node" ("tenantId", "code")',
    );
    expect(sql).not.toContain('"tenantId", "countryId"');
    expect(await check()).toEqual([]);
  });
});
