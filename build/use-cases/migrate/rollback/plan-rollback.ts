import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../../../files/project-files.ts';
import { matchesRecord } from '../matches-record.ts';
import { type Migration } from '../../../postgres/history/read-migrations.ts';
import { findSyntaxProblems } from '../syntax-problem.ts';
import { checkDown } from './check-down.ts';
import { type DownFile, readDown } from './down-file.ts';
import { type MigrationRecord } from './migration-records.ts';
import { rollbackCodes } from './rollback-codes.ts';

/** How far back. */
export type RollbackTarget =
  /** This one stays, everything after it goes; `empty`: everything goes. */
  { readonly kind: 'to'; readonly id: string } | { readonly kind: 'steps'; readonly steps: number };

/** One migration to reverse. */
export interface RollbackStep {
  readonly migration: Migration;
  readonly down: DownFile;
}

export type RollbackPlan =
  /** Newest first; none when the database is there already. */
  | { readonly ok: true; readonly steps: readonly RollbackStep[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Finds out what has to be reversed, and everything that speaks against it.
 *
 * @param records What the database says was applied, by name.
 * @param migrations What the project knows, by name.
 */
export async function planRollback(
  projectDir: string,
  records: readonly MigrationRecord[],
  migrations: readonly Migration[],
  files: Pick<ProjectFiles, 'read'>,
  target: RollbackTarget,
): Promise<RollbackPlan> {
  const unfinished = records
    .filter(({ isFinished }) => !isFinished)
    .map(({ name }) => unfinishedMigration(name));
  if (unfinished.length > 0) return { ok: false, diagnostics: unfinished };
  const chosen = chooseRecords(records, target);
  if (!chosen) return { ok: false, diagnostics: [neverApplied(target, records.length)] };
  const steps: RollbackStep[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const record of chosen) {
    const migration = migrations.find(({ id }) => id === record.name);
    if (!migration) {
      diagnostics.push(unknownMigration(record.name));
      continue;
    }
    const down = readDown(projectDir, migration, files);
    diagnostics.push(...refusals(record, migration, down));
    // What it took away is read from its SQL.
    diagnostics.push(...(await findSyntaxProblems([migration])));
    if (!down) continue;
    diagnostics.push(...(await checkDown(down)));
    steps.push({ migration, down });
  }
  return diagnostics.length > 0 ? { ok: false, diagnostics } : { ok: true, steps };
}

/** Newest first; undefined when the target is not among them. */
function chooseRecords(
  records: readonly MigrationRecord[],
  target: RollbackTarget,
): readonly MigrationRecord[] | undefined {
  const newestFirst = records.toReversed();
  if (target.kind === 'steps') {
    return target.steps > newestFirst.length ? undefined : newestFirst.slice(0, target.steps);
  }
  if (target.id === 'empty') return newestFirst;
  const at = newestFirst.findIndex(({ name }) => name === target.id);
  return at < 0 ? undefined : newestFirst.slice(0, at);
}

function refusals(
  record: MigrationRecord,
  { id, file, sql }: Migration,
  down: DownFile | undefined,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  const start = { line: 1, column: 1 };
  if (!matchesRecord(sql, record.checksum)) {
    found.push({
      code: rollbackCodes.changed,
      severity: 'error',
      message: `The file of migration "${id}" is not the text that was applied to this database.`,
      hint: 'Bring back the text that was applied: its reverse script is what belongs to this database.',
      location: { file, ...start },
    });
  }
  if (!down) {
    found.push({
      code: rollbackCodes.noDown,
      severity: 'error',
      message: `Migration "${id}" has no reverse script.`,
      hint: 'Run "tessera migrate down", read the script, and commit it.',
      location: { file, ...start },
    });
  } else if (down.isOutdated) {
    found.push({
      code: rollbackCodes.outdated,
      severity: 'error',
      message: `The reverse script of "${id}" was made for another text of migration.sql.`,
      hint: `Run "tessera migrate down ${id}${down.isEdited ? ' --force' : ''}", or adapt the script and delete its line "-- derived from".`,
      location: { file: down.file, ...start },
    });
  }
  return found;
}

function unfinishedMigration(name: string): Diagnostic {
  return {
    code: rollbackCodes.unfinished,
    severity: 'error',
    message: `Migration "${name}" was started on this database and neither finished nor rolled back.`,
    hint: 'Settle it first: run "npx prisma migrate deploy" again, or "npx prisma migrate resolve".',
  };
}

function unknownMigration(name: string): Diagnostic {
  return {
    code: rollbackCodes.unknownMigration,
    severity: 'error',
    message: `Migration "${name}" was applied to this database and is not in this project.`,
    hint: 'Roll back with the version of the project that has it.',
  };
}

function neverApplied(target: RollbackTarget, applied: number): Diagnostic {
  const message =
    target.kind === 'to'
      ? `Migration "${target.id}" is not applied to this database.`
      : applied === 0
        ? 'No migration is applied to this database.'
        : `Only ${String(applied)} migrations are applied to this database, not ${String(target.steps)}.`;
  return {
    code: 'CALL.UNKNOWN_MIGRATION',
    severity: 'error',
    message,
    hint: 'See "npx prisma migrate status"; "--to empty" rolls back all of them.',
  };
}
