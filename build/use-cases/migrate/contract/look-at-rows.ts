import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type LoadedBackfill } from '../backfill/backfill.ts';
import { readCheckpoints } from '../backfill/checkpoint.ts';
import { countLeft } from '../backfill/run-backfill.ts';
import { findWalkedTable } from '../backfill/walked-table.ts';
import { type LookedAtDatabase } from '../plan/look-at-database.ts';
import { expandCodes } from '../expand/expand-codes.ts';
import { type Expansion } from '../expand/read-expansions.ts';

/** What keeps contract from being right on a database: the expand step is not there, or rows are not filled. */
export async function lookAtRows(
  { state, session }: Pick<LookedAtDatabase, 'state' | 'session'>,
  { migration, record }: Expansion,
  backfills: readonly LoadedBackfill[],
): Promise<Diagnostic[]> {
  if (state.pending.includes(migration.id)) {
    return [
      {
        code: expandCodes.notApplied,
        severity: 'error',
        message: `"${migration.id}" is not applied to this database yet, so nothing there can be ready for contract.`,
        hint: 'Roll it out first: npx prisma migrate deploy, tessera migrate backfill, and the version that uses the new form.',
      },
    ];
  }
  const checkpoints = await readCheckpoints(session.pool);
  const found: Diagnostic[] = [];
  for (const name of record.backfills) {
    const backfill = backfills.find((one) => one.name === name);
    if (checkpoints.get(name)?.isComplete !== true) {
      found.push(rowsLeft(`Backfill "${name}" is not complete on this database.`, name));
      continue;
    }
    if (!backfill) {
      found.push(fileGone(name));
      continue;
    }
    const table = await findWalkedTable(session.pool, backfill, session.target.schema);
    if ('code' in table) {
      found.push(table);
      continue;
    }
    const left = await countLeft(session.pool, table, backfill);
    if (left) found.push(rowsLeft(left.message, name, ' --restart'));
  }
  return found;
}

function fileGone(name: string): Diagnostic {
  return {
    code: expandCodes.rowsLeft,
    severity: 'error',
    message: `Backfill "${name}" is gone from the project, so that rows it has left cannot be counted.`,
    hint: 'Bring its file back from version control: contract takes it out itself.',
  };
}

function rowsLeft(message: string, name: string, flag = ''): Diagnostic {
  return {
    code: expandCodes.rowsLeft,
    severity: 'error',
    message,
    hint: `Fill them: tessera migrate backfill ${name}${flag}.`,
  };
}

/** There is no database to ask; the step is written all the same, and fills what is left itself. */
export function notLooked(reason: string): Diagnostic {
  return {
    code: expandCodes.notLooked,
    severity: 'warning',
    message: `Whether rows are left was not looked at: ${reason}.`,
    hint: 'Before you deploy the step, run there: tessera migrate backfill --status.',
  };
}
