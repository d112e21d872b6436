import { expect, it } from '@jest/globals';
import { listSqlLiterals } from '../../../../../../build/pipeline/compose/literals/list-sql-literals.ts';
import { componentsOf, composeTexts } from '../../../../../support/compose-texts.ts';

it('finds the SQL of defaults, types and indexes, unescaped and with its places, and no other text', async () => {
  const text = `model A {
  id   Int    @id @map("dbgenerated")
  at   String @default(dbgenerated("concat(\\"x\\", now(")) @default("plain")
  any  Unsupported("circle")? // "here"
  gone Boolean @unique(where: raw("gone"))

  @@index([at(ops: raw("gist_ops(siglen=32)")), id], type: Gist, where: raw("id > 1"), map: "raw")
}
`;
  const { plan } = await composeTexts(componentsOf({ a: text }));
  const literals = listSqlLiterals(plan.sources);
  expect(literals.map(({ use, sql, label }) => [use, sql, label])).toEqual([
    ['default', 'concat("x", now(', '@default of "A.at"'],
    ['type', 'circle', 'the type of "A.any"'],
    ['where', 'gone', '@unique of "A.gone"'],
    ['ops', 'gist_ops(siglen=32)', '@@index of "A"'],
    ['where', 'id > 1', '@@index of "A"'],
  ]);
  const [first] = literals;
  expect(first?.location).toMatchObject({ line: 3, column: 37, length: 18 });
  // Behind two escapes a character of the SQL stands two places further right.
  const inFile = first?.locate('concat("x", '.length);
  expect(text.split('\n')[2]?.slice((inFile?.column ?? 0) - 1)).toMatch(/^now\(/);
});
