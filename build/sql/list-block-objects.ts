import { parse, parsePlPgSQL } from 'libpg-query';
import { listObjects } from './list-objects.ts';
import { nameFinder } from './name-finder.ts';
import { type SqlObject } from './sql-statement.ts';

/**
 * What the statements inside a `DO` block name, as far as they are written out: what `EXECUTE` puts together, and a block in
 * another language than PL/pgSQL, name nothing here.
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
    return []; // another language; the server would say what is wrong with it
  }
}

/** Statements as they are, expressions as a SELECT of them. */
function queriesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(queriesIn);
  if (typeof value !== 'object' || value === null) return [];
  const isQuery = 'query' in value && typeof value.query === 'string' && 'parseMode' in value;
  const own = isQuery ? [value.parseMode === 0 ? String(value.query) : `SELECT ${String(value.query)}`] : [];
  return [...own, ...Object.values(value).flatMap(queriesIn)];
}
