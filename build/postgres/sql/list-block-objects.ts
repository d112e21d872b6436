import { parse, parsePlPgSQL } from 'libpg-query';
import { listObjects } from './list-objects.ts';
import { nameFinder } from './name-finder.ts';
import { type SqlObject } from './sql-statement.ts';

/**
 * What the statements inside a `DO` block name, as far as they are written out: what `EXECUTE` puts together, and a block in
 * another language than PL/pgSQL, name nothing here. For those, a person is asked (the rule `not-judged`), or the
 * server (a replay).
 */
export async function listBlockObjects(statement: string, start: number): Promise<SqlObject[]> {
  const ofName = nameFinder(statement, start);
  const objects: SqlObject[] = [];
  for (const query of await queriesOf(statement)) {
    const { stmts = [] } = await parse(query).catch(() => ({ stmts: [] })); // PL/pgSQL's own words in SQL
    for (const { stmt } of stmts) {
      if (!stmt) continue;
      const found = listObjects(stmt, { ofBytes: () => start, ofName: () => start });
      objects.push(...found.map((object) => ({ ...object, offset: ofName(object.name) })));
    }
  }
  return objects;
}

async function queriesOf(statement: string): Promise<string[]> {
  try {
    return queriesIn(await parsePlPgSQL(statement));
  } catch {
    return []; // the server reads it in the replay, and says what is wrong with it
  }
}

/** PostgreSQL's modes of reading: a whole statement, an expression, and from here on assignments. */
const [statementMode, assignmentMode] = [0, 3];

/** Statements as they are, expressions and what is assigned as a SELECT of them. */
function queriesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(queriesIn);
  if (typeof value !== 'object' || value === null) return [];
  const own =
    'query' in value && typeof value.query === 'string' && 'parseMode' in value
      ? [asStatement(value.query, Number(value.parseMode))]
      : [];
  return [...own, ...Object.values(value).flatMap(queriesIn)];
}

function asStatement(query: string, mode: number): string {
  if (mode === statementMode) return query;
  return `SELECT ${mode < assignmentMode ? query : query.replace(/^.*?:?=/s, '')}`;
}
