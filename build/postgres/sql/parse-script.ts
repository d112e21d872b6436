import { types } from 'node:util';
import { parse } from 'libpg-query';
import { lineStarts, positionAt } from '../../diagnostics/text-position.ts';
import { listBlockObjects } from './list-block-objects.ts';
import { listObjects } from './list-objects.ts';
import { scriptPlaces } from './script-places.ts';
import { type ParsedSql, type SqlStatement, type UnreadableSql } from './sql-statement.ts';
import { TemporaryNames } from './temporary-names.ts';
import { utf8Offsets } from './utf8-offsets.ts';

/**
 * Reads a script with PostgreSQL's own parser: statements with their places and the objects they name. Needs no database;
 * the only place that cuts SQL into statements.
 *
 * @returns what PostgreSQL would refuse, with its reason and place; never rejects because of the text. For SQL that cannot
 * be refused any more see `read-script.ts`.
 */
export async function parseScript(text: string): Promise<ParsedSql> {
  const starts = lineStarts(text);
  const offsets = utf8Offsets(text);
  const refuse = (message: string, offset: number): UnreadableSql => ({
    text,
    problem: { message, offset, ...positionAt(starts, offset) },
  });
  // The parser reads C strings: it would silently stop here, the server refuses.
  const nul = text.indexOf('\0');
  if (nul !== -1) return refuse('a NUL character has no place in SQL', nul);
  if (text.trim() === '') return { text, statements: [] };
  try {
    const { stmts = [] } = await parse(text);
    const statements: SqlStatement[] = [];
    const temporary = new TemporaryNames();
    for (const { stmt, stmt_location: from = 0, stmt_len: length } of stmts) {
      if (!stmt) continue;
      const end = length ? offsets.fromBytes(from + length) : text.length;
      const cut = text.slice(offsets.fromBytes(from), end);
      const start = offsets.fromBytes(from) + (cut.length - cut.trimStart().length);
      const statement = cut.trim();
      const named = listObjects(stmt, scriptPlaces(statement, start, offsets));
      statements.push({
        text: statement,
        start,
        end: start + statement.length,
        ...positionAt(starts, start),
        kind: Object.keys(stmt)[0] ?? '',
        objects: temporary.mark(
          'DoStmt' in stmt ? [...named, ...(await listBlockObjects(statement, start))] : named,
        ),
        node: stmt,
      });
    }
    return { text, statements };
  } catch (error) {
    if (!types.isNativeError(error)) throw error;
    return refuse(error.message, offsets.fromCharacters(errorPosition(error)));
  }
}

/** Characters from the start of the script; the package adds it to errors of the parser. */
function errorPosition(error: Error & { readonly sqlDetails?: unknown }): number {
  const { sqlDetails: details } = error;
  if (typeof details !== 'object' || details === null || !('cursorPosition' in details)) return 0;
  return Number(details.cursorPosition);
}
