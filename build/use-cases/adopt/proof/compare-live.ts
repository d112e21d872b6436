import { types } from 'node:util';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { parseConnectionUrl } from '../../../postgres/connection/connection-options.ts';
import { closeSession, openSession, type Session } from '../../../postgres/connection/open-session.ts';
import { type Migration } from '../../../postgres/history/read-migrations.ts';
import { type EngineTarget } from '../../../postgres/throw-away/engine-target.ts';
import { matchesRecord } from '../../migrate/matches-record.ts';
import { type CatalogEntry } from '../../migrate/rollback/catalog-entry.ts';
import { type MigrationRecord, readRecords } from '../../migrate/rollback/migration-records.ts';
import { readCatalog } from '../../migrate/rollback/read-catalog.ts';
import { adoptCodes } from '../adopt-codes.ts';
import { compareDatabases } from './compare-databases.ts';
import { describeDatabaseDifference } from './describe-differences.ts';
import { replayCatalog } from './replay-catalog.ts';

/** The application's database beside its migrations. */
export interface LiveComparison {
  readonly state: 'equal' | 'empty' | 'different';
  /** Recorded there as applied. */
  readonly applied: readonly string[];
  /** Not there yet: `prisma migrate deploy` applies them. */
  readonly pending: readonly string[];
  /** There, and not recorded. */
  readonly unrecorded: readonly string[];
}

export interface LiveInput {
  readonly projectDir: string;
  readonly migrations: readonly Migration[];
  /** What all of them build. */
  readonly full: readonly CatalogEntry[];
  readonly target: EngineTarget;
  /** The variable with the URL. */
  readonly where: string;
  readonly url: string;
}

/**
 * Compares the application's database with what the migrations build that are recorded there, or with all of them. Changes nothing.
 *
 * @returns why the database cannot be asked, when it cannot
 */
export async function compareLive(
  input: LiveInput,
): Promise<
  | { readonly comparison: LiveComparison; readonly diagnostics: readonly Diagnostic[] }
  | { readonly unreachable: string }
> {
  let session: Session | undefined;
  try {
    session = await openSession({
      ...parseConnectionUrl(input.url, input.projectDir),
      applicationName: 'tessera',
    });
  } catch (error) {
    const message = types.isNativeError(error) ? error.message : String(error);
    return { unreachable: (message.split('\n\n')[0] ?? '').replaceAll('\n', ' ').trim() };
  }
  try {
    const [found, records] = [await readCatalog(session), await readRecords(session)];
    return await compare(found, records, input);
  } finally {
    await closeSession(session);
  }
}

async function compare(
  found: readonly CatalogEntry[],
  records: readonly MigrationRecord[],
  { migrations, full, target, where }: LiveInput,
): Promise<{ readonly comparison: LiveComparison; readonly diagnostics: readonly Diagnostic[] }> {
  const ids = migrations.map(({ id }) => id);
  const finished = new Set(records.filter(({ isFinished }) => isFinished).map(({ name }) => name));
  const applied = ids.filter((id) => finished.has(id));
  const others = ids.filter((id) => !finished.has(id));
  const diagnostics = checkRecords(records, migrations, where);
  if (applied.length === 0 && !found.some(({ kind }) => kind === 'table')) {
    return { comparison: { state: 'empty', applied, pending: others, unrecorded: [] }, diagnostics };
  }
  const toAll = compareDatabases(full, found);
  if (toAll.length === 0) {
    return { comparison: { state: 'equal', applied, pending: [], unrecorded: others }, diagnostics };
  }
  let differences = toAll;
  if (applied.length > 0 && others.length > 0) {
    const part = await replayCatalog(
      migrations.filter(({ id }) => finished.has(id)),
      target,
    );
    if (!part.ok)
      return { comparison: different(applied, others), diagnostics: [...diagnostics, ...part.diagnostics] };
    differences = compareDatabases(part.catalog, found);
    if (differences.length === 0) {
      return { comparison: { state: 'equal', applied, pending: others, unrecorded: [] }, diagnostics };
    }
  }
  return {
    comparison: different(applied, others),
    diagnostics: [...diagnostics, ...differences.map((one) => describeDatabaseDifference(one, where))],
  };
}

function different(applied: readonly string[], pending: readonly string[]): LiveComparison {
  return { state: 'different', applied, pending, unrecorded: [] };
}

/** What Prisma's own record in the database says that the folder does not. */
function checkRecords(
  records: readonly MigrationRecord[],
  migrations: readonly Migration[],
  where: string,
): Diagnostic[] {
  const byId = new Map(migrations.map((one) => [one.id, one]));
  return records.flatMap(({ name, isFinished, checksum }): Diagnostic[] => {
    const migration = byId.get(name);
    if (!isFinished || !migration) {
      return [
        {
          code: adoptCodes.databaseUnfinished,
          severity: 'error',
          message: migration
            ? `Migration "${name}" began in the database in ${where}, and never ended.`
            : `The database in ${where} has a migration "${name}" that the project does not have.`,
          hint: migration
            ? `Settle it first: \`npx prisma migrate resolve --applied ${name}\` (or --rolled-back), after a look at what is there.`
            : 'Bring its folder back from version control, or adopt the version of the project that runs there.',
        },
      ];
    }
    if (matchesRecord(migration.sql, checksum)) return [];
    return [
      {
        code: adoptCodes.databaseUnfinished,
        severity: 'warning',
        message: `Migration "${name}" was changed after it was applied to the database in ${where}.`,
        hint: 'Bring back the SQL that was applied: `prisma migrate dev` offers to reset a database for it.',
        location: { file: migration.file, line: 1, column: 1 },
      },
    ];
  });
}
