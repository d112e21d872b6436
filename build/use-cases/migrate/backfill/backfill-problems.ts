import { types } from 'node:util';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { asDriverError } from '../../../postgres/connection/connection-error.ts';
import { displayError } from '../../../prisma-engine/describe-database-error.ts';
import { type LoadedBackfill } from './backfill.ts';
import { backfillCodes } from './backfill-codes.ts';
import { type Checkpoint } from './checkpoint.ts';
import { type WalkedTable } from './walked-table.ts';

/** All rows were looked at, and some are what no row may be. */
export function rowsLeft(
  { name, never = '', file }: LoadedBackfill,
  table: WalkedTable,
  count: number,
): Diagnostic {
  return {
    code: backfillCodes.rowsLeft,
    severity: 'error',
    message: `"${name}" went through ${table.name}, and of ${count === 1 ? '1 row' : `${String(count)} rows`} it is still true that ${never}.`,
    hint: `If they were written meanwhile, go through it again: tessera migrate backfill ${name} --restart.`,
    location: { file, line: 1, column: 1 },
  };
}

/** Half done, and the file does something else by now. */
export function changedMeanwhile({ name, file }: LoadedBackfill, { walked }: Checkpoint): Diagnostic {
  return {
    code: backfillCodes.changed,
    severity: 'error',
    message: `"${name}" is not what it was when it went through the first ${String(walked)} rows.`,
    hint: `Bring the file back, or begin at the first row again: tessera migrate backfill ${name} --restart.`,
    location: { file, line: 1, column: 1 },
  };
}

/** Every try ended at a lock. */
export function blocked({ name, file }: LoadedBackfill, error: unknown): Diagnostic {
  return {
    code: backfillCodes.blocked,
    severity: 'error',
    message: `"${name}" gets no further, as somebody holds the next rows: ${asDriverError(error).message}.`,
    hint: 'End the transaction that holds them (pg_stat_activity names it), and run the command again.',
    location: { file, line: 1, column: 1 },
  };
}

/** The database refused a batch, or the author's code did. */
export function batchFailed({ name, file }: LoadedBackfill, error: unknown): Diagnostic {
  if (!types.isNativeError(error)) throw error;
  const isDatabase = 'severity' in error;
  return {
    code: backfillCodes.failed,
    severity: 'error',
    message: `"${name}" failed, and its last batch changed nothing: ${isDatabase ? displayError(error) : error.message}`,
    hint: 'Mend it and run the command again: it goes on where it stopped.',
    location: { file, line: 1, column: 1 },
  };
}

/** Rows that a tenant's walk did already would be done again. */
export function halfByTenants({ name, file }: LoadedBackfill, tenants: number): Diagnostic {
  return {
    code: backfillCodes.otherWay,
    severity: 'error',
    message: `"${name}" goes tenant by tenant on this database, and began with ${tenants === 1 ? '1 tenant' : `${String(tenants)} tenants`}.`,
    hint: `Go on that way: tessera migrate backfill ${name} --by-tenant. Or begin at the first row: --restart.`,
    location: { file, line: 1, column: 1 },
  };
}

/** The same, the other way round. */
export function halfWhole({ name, file }: LoadedBackfill, { walked }: Checkpoint): Diagnostic {
  return {
    code: backfillCodes.otherWay,
    severity: 'error',
    message: `"${name}" goes through all tenants at once on this database, and through ${String(walked)} rows by now.`,
    hint: `Go on that way, without tenants: tessera migrate backfill ${name}. Or begin at the first row: --restart.`,
    location: { file, line: 1, column: 1 },
  };
}

export function noTenantModel({ name, table, file }: LoadedBackfill): Diagnostic {
  return {
    code: backfillCodes.noTenant,
    severity: 'error',
    message: `"${name}" cannot go tenant by tenant: "${table}" is the table of no tenant model.`,
    hint: 'Run it without tenants, or write "/// @tenant" above its model.',
    location: { file, line: 1, column: 1 },
  };
}

/** Policies hold for the role that asks. */
export function tenantsHidden({ name, file }: LoadedBackfill, table: WalkedTable): Diagnostic {
  return {
    code: backfillCodes.tenantsHidden,
    severity: 'error',
    message: `Policies keep the rows of ${table.name} from this role, so it cannot list the tenants of "${name}".`,
    hint: 'Name them: --tenant <id>, one or several times. Or use a role with BYPASSRLS.',
    location: { file, line: 1, column: 1 },
  };
}
