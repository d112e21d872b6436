import pg from 'pg';
import { readScript } from '../../../postgres/sql/read-script.ts';
import { type SavedTable } from './copy-tables.ts';
import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';

/** Where a sequence stood. */
export interface SequenceState {
  readonly schema: string;
  readonly name: string;
  readonly value: string;
  readonly isCalled: boolean;
}

/**
 * The script for `psql` that brings everything back: types and tables, rows, sequences, and only then the foreign keys,
 * so that the order of the tables does not matter.
 *
 * @param schema SQL that makes the tables in an empty place
 * @param beyond what they have beside it; behind the rows, which policies would keep out
 * @throws UnreadableScriptError when it cannot be taken apart: a script without the tables would bring nothing back
 */
export async function restoreScript(
  component: string,
  schema: string,
  saved: readonly SavedTable[],
  sequences: readonly SequenceState[],
  beyond: readonly string[],
): Promise<string> {
  const { statements } = await readScript(schema);
  const isKey = (text: string): boolean => /^ALTER TABLE [^;]* FOREIGN KEY /s.test(text);
  const sql = (wanted: boolean): string[] =>
    statements.flatMap(({ text }) => (isKey(text) === wanted ? [`${text};`] : []));
  const name = (table: string): string => {
    const at = table.indexOf('.');
    return [table.slice(0, at), table.slice(at + 1)].map(quoteIdentifier).join('.');
  };
  return [
    `-- Brings back what component "${component}" had: cd into this folder, then`,
    '-- psql --single-transaction --set ON_ERROR_STOP=1 --file restore.sql "$DATABASE_URL"',
    ...sql(false),
    ...saved.map(({ table, columns, file }) => {
      const list = columns.map(quoteIdentifier).join(', ');
      return `\\copy ${name(table)} (${list}) from '${file}' with (format csv, header)`;
    }),
    ...sequences.map(
      (one) =>
        `SELECT setval(${pg.escapeLiteral(`${quoteIdentifier(one.schema)}.${quoteIdentifier(one.name)}`)}, ${one.value}, ${String(one.isCalled)});`,
    ),
    ...sql(true),
    ...beyond,
    '',
  ].join('\n');
}
