import { describe, expect, it } from '@jest/globals';
import { listDeclared } from '../../../build/model/names/list-declared.ts';
import { listConstraintNames } from '../../../build/model/names/list-constraint-names.ts';
import { listRelationTables } from '../../../build/model/names/list-relation-tables.ts';
import { listTableNames } from '../../../build/model/names/list-table-names.ts';
import { componentOf } from '../../support/plan-of.ts';
import { diffSchemas } from '../../../build/prisma-engine/diff-schemas.ts';

const datasource = 'datasource db {\n  provider = "postgresql"\n}\n';

/** Names we expect in the database, as `kind name`. */
function namesFromReader(text: string): string[] {
  const declared = listDeclared([componentOf('crm', [{ file: 'schema.prisma', text }])]);
  const settings = { defaultSchema: 'public' };
  const tables = listTableNames(declared, settings);
  return [
    ...tables,
    ...tables.flatMap((table) => listConstraintNames(table)),
    ...listRelationTables(declared, settings),
  ]
    .filter(({ thing }) => thing !== 'enum')
    .map(({ thing, name }) => `${thing} ${name}`)
    .sort();
}

/** Names in the SQL Prisma writes; foreign keys of implicit tables belong to nobody's text. */
async function namesFromPrisma(text: string): Promise<string[]> {
  const { text: sql } = await diffSchemas(
    { kind: 'empty' },
    { kind: 'files', files: [['/schema.prisma', `${datasource}${text}`]] },
  );
  const find = (thing: string, pattern: RegExp) =>
    [...sql.matchAll(pattern)].map((match) => `${thing} ${match[1] ?? ''}`);
  return [
    ...find('table', /CREATE TABLE "(.+?)"/g),
    ...find('index', /CREATE (?:UNIQUE )?INDEX "(.+?)"/g),
    ...find('primaryKey', /CONSTRAINT "(.+?)" PRIMARY KEY/g),
    ...find('foreignKey', /ALTER TABLE "(?!_)[^"]+" ADD CONSTRAINT "(.+?)" FOREIGN KEY/g),
  ].sort();
}

const long = 'A'.repeat(60);
const schemas = {
  'default names': `model A {
  id  Int @id
  bId Int @unique
  b   B   @relation(fields: [bId], references: [id])
  x   Int @map("the x")
  @@index([x, bId])
  @@unique([x(sort: Desc), id])
}
model B {
  id Int
  n  String
  a  A?
  @@id([id, n])
  @@unique([id])
  @@index(n)
  @@map("the_bs")
}`,
  'given names': `model A {
  id  Int @id(map: "pk")
  bId Int @unique(map: "one")
  b   B   @relation(fields: [bId], references: [id], map: "fk")
  @@index([bId], map: "two")
  @@index([bId, id], name: "three")
}
model B {
  id Int @id
  n  Int
  a  A?
  @@unique([n, id], name: "client_only", map: "four")
}`,
  'names that are cut': `model ${long} {
  id     Int @id
  a      Int @map("äöüäöüäöüäöüäöüäöüäöüäöüäöüäöü")
  other  Other @relation(fields: [a], references: [id])
  others Other[] @relation("many")
  @@index([a, id])
}
model Other {
  id  Int @id
  as  ${long}[]
  all ${long}[] @relation("many")
  bs  ${long.replace('A', 'B')}[]
}
model ${long.replace('A', 'B')} {
  id  Int @id
  os  Other[]
}`,
  'implicit relation tables': `model B {
  id Int @id
  as A[]
}
model A {
  id   String @id
  bs   B[]
  next A[] @relation("Chain")
  prev A[] @relation("Chain")
  @@map("tbl_a")
}`,
};

describe('names in the database', () => {
  it.each(Object.entries(schemas))('%s are those Prisma writes', async (_, text) => {
    const fromPrisma = await namesFromPrisma(text);
    expect(fromPrisma.length).toBeGreaterThan(5);
    expect(namesFromReader(text)).toEqual(fromPrisma);
  });
});
