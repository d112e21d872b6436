import { type SqlLiteral, type SqlLiteralUse } from '../../../pipeline/compose/literals/sql-literal.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { parseScript } from '../../../postgres/sql/parse-script.ts';
import { migrateCodes } from '../migrate-codes.ts';

/** Where Prisma puts a piece of SQL. */
const frames: Readonly<Record<SqlLiteralUse, readonly [before: string, after: string]>> = {
  default: ['CREATE TABLE t (c int DEFAULT ', ')'],
  type: ['CREATE TABLE t (c ', ')'],
  where: ['CREATE INDEX ON t (c) WHERE ', ''],
  ops: ['CREATE INDEX ON t (c ', ')'],
};

/** SQL in the schemas that PostgreSQL's parser refuses, each piece by itself, so that all of them are found at once. */
export async function checkLiterals(literals: readonly SqlLiteral[]): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const literal of literals) {
    const [before, after] = frames[literal.use];
    const { problem } = await parseScript(`${before}${literal.sql}${after}`);
    if (problem) found.push(unreadableLiteral(literal, problem.message));
  }
  return found;
}

export function unreadableLiteral(literal: SqlLiteral, reason: string): Diagnostic {
  return {
    code: migrateCodes.literal,
    severity: 'error',
    component: literal.owner.component,
    message: `PostgreSQL cannot read the SQL in ${literal.label}, "${literal.sql}": ${reason}.`,
    hint: 'Correct the SQL between the quotes; until then nothing can be said about the next migration.',
    location: literal.location,
  };
}
