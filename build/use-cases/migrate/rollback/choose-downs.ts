import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type Migration } from '../../../postgres/history/read-migrations.ts';
import { type DownFile } from './down-file.ts';
import { rollbackCodes } from './rollback-codes.ts';

/** Which reverse scripts are made, and which are only tested. */
export interface DownRequest {
  /** Migrations to make reverse scripts for. @default those without a proven one: none, derived from another text, failed its test, or edited (which is tested only) */
  readonly ids?: readonly string[];
  /** Also replace scripts that were edited; only those of `ids`. @default false */
  readonly force?: boolean;
  /** Derive nothing, test every script there is, and miss those that are not. @default false */
  readonly check?: boolean;
}

/** Whether a migration's reverse script is to be derived, tested as it is, or left alone. */
export function wantedOfDown(
  { id }: Migration,
  down: DownFile | undefined,
  { ids = [], force = false, check = false }: DownRequest,
): 'derive' | 'test' | 'nothing' {
  if (ids.length > 0 && !ids.includes(id)) return 'nothing';
  if (check) return 'test';
  if (!down || (!down.isEdited && (down.isOutdated || down.isUnproven))) return 'derive';
  // What was written by hand was never seen to run, or not since.
  if (ids.length === 0) return down.isEdited ? 'test' : 'nothing';
  return force || !down.isEdited ? 'derive' : 'test';
}

/** What its author has to know about it; undefined: nothing. */
export function complainAboutDown(
  { id, file }: Migration,
  down: DownFile | undefined,
  { ids = [], force = false, check = false }: DownRequest,
): Diagnostic | undefined {
  if (!down) {
    if (!check) return undefined;
    return {
      code: rollbackCodes.noDown,
      severity: 'error',
      message: `Migration "${id}" has no reverse script.`,
      hint: 'Run "tessera migrate down", read the script, and commit it.',
      location: { file, line: 1, column: 1 },
    };
  }
  const location = { file: down.file, line: 1, column: 1 };
  if (down.isOutdated && (check || down.isEdited) && !force) {
    return {
      code: rollbackCodes.outdated,
      severity: check ? 'error' : 'warning',
      message: `The reverse script of "${id}" was made for another text of migration.sql.`,
      hint: `Run "tessera migrate down ${id}${down.isEdited ? ' --force' : ''}", or adapt the script and delete its line "-- derived from".`,
      location,
    };
  }
  if (!down.isEdited || ids.length === 0 || check) return undefined;
  return {
    code: rollbackCodes.edited,
    severity: 'warning',
    message: force
      ? `The reverse script of "${id}" was edited by hand, and is replaced.`
      : `The reverse script of "${id}" was edited by hand, and is kept.`,
    hint: force ? 'Version control has the old text.' : 'Add --force to derive it anew.',
    location,
  };
}
