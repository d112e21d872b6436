import { types } from 'node:util';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { lineStarts, positionAt } from '../../diagnostics/text-position.ts';
import { type Session } from '../../schema-engine/open-session.ts';
import { type Migration } from '../read-migrations.ts';
import { type DownFile } from './down-file.ts';
import { type CatalogEntry, describeEntry, readCatalog } from './read-catalog.ts';
import { rollbackCodes } from './rollback-codes.ts';

/** Lines of a difference that are shown; the rest is counted. */
const SHOWN = 8;

/** What going down and up again brought to light. */
export interface DownTest {
  readonly diagnostics: readonly Diagnostic[];
  /** The database has the schema it had before the test. */
  readonly isBack: boolean;
}

/**
 * Goes down and up again on a throw-away database on which the migration has just been applied, and compares the whole
 * schema each time.
 *
 * @param before The schema without the migration.
 * @param after The schema with it, as the database has it now.
 */
export async function testDown(
  session: Session,
  migration: Migration,
  down: Pick<DownFile, 'file' | 'text'>,
  before: readonly CatalogEntry[],
  after: readonly CatalogEntry[],
): Promise<DownTest> {
  const refused = await runScript(session, down);
  // It was one transaction: nothing of it is there.
  if (refused) return { diagnostics: [refused], isBack: true };
  const when = `after "${migration.id}" is reversed`;
  const diagnostics = notReversed(down.file, when, compare(before, await readCatalog(session)));
  const again = await runScript(session, { file: migration.file, text: migration.sql });
  if (again) return { diagnostics: [...diagnostics, again], isBack: false };
  const left = compare(after, await readCatalog(session));
  return {
    diagnostics: [...diagnostics, ...notReversed(down.file, `${when} and applied again`, left)],
    isBack: left.length === 0,
  };
}

/** Runs a script as one transaction; a failure is a diagnostic at its line. */
export async function runScript(
  { pool }: Pick<Session, 'pool'>,
  { file, text }: { readonly file: string; readonly text: string },
): Promise<Diagnostic | undefined> {
  try {
    await pool.query(text);
    return undefined;
  } catch (error) {
    if (!types.isNativeError(error)) throw error;
    const position = Number(Reflect.get(error, 'position') ?? 1);
    // PostgreSQL counts characters, editors UTF-16 units.
    const offset = Array.from(text)
      .slice(0, position - 1)
      .join('').length;
    return {
      code: rollbackCodes.replayFails,
      severity: 'error',
      message: `The script fails on a throw-away database: ${error.message}.`,
      hint: 'Correct it; "tessera migrate down --check" tests every reverse script.',
      location: { file, ...positionAt(lineStarts(text), offset) },
    };
  }
}

function compare(expected: readonly CatalogEntry[], found: readonly CatalogEntry[]): string[] {
  const [wanted, there] = [expected, found].map((entries) => new Set(entries.map(describeEntry)));
  return [
    ...found
      .map(describeEntry)
      .filter((line) => !wanted?.has(line))
      .map((line) => `too much: ${line}`),
    ...expected
      .map(describeEntry)
      .filter((line) => !there?.has(line))
      .map((line) => `missing: ${line}`),
  ];
}

function notReversed(file: string, when: string, lines: readonly string[]): Diagnostic[] {
  if (lines.length === 0) return [];
  const more = lines.length > SHOWN ? `; and ${String(lines.length - SHOWN)} more` : '';
  return [
    {
      code: rollbackCodes.notReversed,
      severity: 'error',
      message: `The schema is another one ${when}: ${lines.slice(0, SHOWN).join('; ')}${more}.`,
      hint: 'Write what is missing into the script by hand, and test it with "tessera migrate down --check".',
      location: { file, line: 1, column: 1 },
    },
  ];
}
