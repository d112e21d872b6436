import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type Session } from '../../../postgres/connection/open-session.ts';
import { type Migration } from '../../../postgres/history/read-migrations.ts';
import { checkDown } from './check-down.ts';
import { type DownFile } from './down-file.ts';
import { type CatalogEntry } from './catalog-entry.ts';
import { describeEntry, readCatalog } from './read-catalog.ts';
import { rollbackCodes } from './rollback-codes.ts';
import { runScript, type ScriptFailure } from './run-script.ts';

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
  const unfit = await checkDown(down);
  if (unfit.length > 0) return { diagnostics: unfit, isBack: true };
  const refused = await runScript(session, down);
  // It was one transaction: nothing of it is there.
  if (refused) return { diagnostics: [refused.diagnostic], isBack: true };
  const when = `after "${migration.id}" is reversed`;
  const difference = compare(before, await readCatalog(session));
  const diagnostics = notReversed(down.file, when, difference);
  const again = await runScript(session, { file: migration.file, text: migration.sql });
  if (again) {
    const isRows = difference.length === 0 && isAboutRows(again);
    return { diagnostics: [...diagnostics, isRows ? rowsStay(again) : again.diagnostic], isBack: false };
  }
  const left = compare(after, await readCatalog(session));
  return {
    diagnostics: [...diagnostics, ...notReversed(down.file, `${when} and applied again`, left)],
    isBack: left.length === 0,
  };
}

/** Classes of SQLSTATE that are about data and integrity, and `raise_exception`: a script's own look at what is there. */
function isAboutRows({ sqlState }: ScriptFailure): boolean {
  return /^(22|23)|^P0001$/.test(sqlState);
}

/** The schema is back, so what is in the way are rows, which no reverse script is derived for. */
function rowsStay({ diagnostic, reason }: ScriptFailure): Diagnostic {
  return {
    ...diagnostic,
    code: rollbackCodes.rowsStay,
    severity: 'warning',
    message: `The rows this migration writes stay when it is reversed, and are in the way when it is applied again: ${reason}.`,
    hint: 'Write it so that it may run twice (ON CONFLICT DO NOTHING), or delete the rows in down.sql.',
  };
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
