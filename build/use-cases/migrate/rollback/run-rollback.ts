import { types } from 'node:util';
import type pg from 'pg';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { lineStarts, positionAt } from '../../../diagnostics/text-position.ts';
import { asDriverError, isLostConnection } from '../../../postgres/connection/connection-error.ts';
import { type Session } from '../../../postgres/connection/open-session.ts';
import { takeMigrationLock } from '../../../postgres/connection/take-advisory-lock.ts';
import { type CountedLoss, isReal } from './count-losses.ts';
import { type Loss } from './list-losses.ts';
import { readRecords, recordTable } from './migration-records.ts';
import { type RollbackStep } from './plan-rollback.ts';
import { rollbackCodes } from './rollback-codes.ts';
import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';

/** What was decided on when the user was asked. */
export interface AgreedRollback {
  readonly steps: readonly RollbackStep[];
  /** Names of the applied migrations at that time. */
  readonly applied: readonly string[];
  readonly losses: readonly CountedLoss[];
}

export type RollbackOutcome =
  | { readonly state: 'done' }
  | { readonly state: 'unchanged'; readonly diagnostic: Diagnostic }
  /** The connection was lost, perhaps while it was committed. */
  | { readonly state: 'unknown'; readonly diagnostic: Diagnostic };

/**
 * Reverses migrations in one transaction under Prisma's own lock, and marks them as rolled back in Prisma's record:
 * `migrate status` calls them pending, and `migrate deploy` applies them again.
 */
export async function runRollback(session: Session, agreed: AgreedRollback): Promise<RollbackOutcome> {
  // One connection for all of it: a pool would go on with a fresh one, outside of lock and transaction.
  const client = await session.pool.connect();
  // A lost connection is told by the next query; without a listener it would end the process.
  client.on('error', () => undefined);
  let running: RollbackStep | undefined;
  const pool: Pick<pg.Pool, 'query'> = client;
  try {
    await takeMigrationLock({ pool });
    await client.query(`SET search_path = ${quoteIdentifier(session.target.schema)}`);
    await client.query('BEGIN');
    const changed = await findChange({ pool, target: session.target }, agreed);
    if (changed) {
      await client.query('ROLLBACK');
      return { state: 'unchanged', diagnostic: changed };
    }
    for (const step of agreed.steps) {
      running = step;
      await client.query(step.down.text);
      running = undefined;
      await client.query(
        `UPDATE ${recordTable(session)} SET rolled_back_at = now() WHERE migration_name = $1 AND rolled_back_at IS NULL`,
        [step.migration.id],
      );
    }
    await client.query('COMMIT');
    return { state: 'done' };
  } catch (error) {
    const state = isLostConnection(asDriverError(error)) ? 'unknown' : 'unchanged';
    return { state, diagnostic: describeFailure(error, running, state === 'unknown') };
  } finally {
    // Ends the connection, and with it the lock and whatever is left of the transaction.
    client.release(true);
  }
}

/** Under the lock nothing may have changed since the user agreed: other migrations, or rows where there were none. */
async function findChange(
  { pool, target }: Pick<Session, 'target'> & { readonly pool: Pick<pg.Pool, 'query'> },
  { applied, losses }: AgreedRollback,
): Promise<Diagnostic | undefined> {
  const now = (await readRecords({ pool, target })).map(({ name }) => name);
  if (now.join('\n') !== applied.join('\n')) {
    return failure(
      'Somebody else migrated this database in the meantime.',
      'Look again: run the command once more.',
    );
  }
  for (const loss of losses.filter((one) => !isReal(one))) {
    const name = tableName(loss, target.schema);
    const { rows } = await pool.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
      name,
    ]);
    if (rows[0]?.there !== true) continue;
    await pool.query(`LOCK TABLE ${name} IN ACCESS EXCLUSIVE MODE`);
    const where = loss.column === undefined ? '' : ` WHERE ${quoteIdentifier(loss.column)} IS NOT NULL`;
    const found = await pool.query(`SELECT FROM ${name}${where} LIMIT 1`);
    if (found.rowCount !== 0) {
      return failure(
        `There are rows in ${name} by now, which were not there before.`,
        'Look again: run the command once more.',
      );
    }
  }
  return undefined;
}

function tableName({ schema, table }: Loss, fallback: string): string {
  return `${quoteIdentifier(schema ?? fallback)}.${quoteIdentifier(table)}`;
}

function describeFailure(error: unknown, step: RollbackStep | undefined, isLost: boolean): Diagnostic {
  if (!types.isNativeError(error)) throw error;
  if (isLost) {
    return failure(
      'The connection to the database was lost; the rollback was one transaction, and is there as a whole or not at all.',
      'Run the command again: it finishes what is not done.',
    );
  }
  const { message } = error;
  if (!step) return failure(`The rollback failed, and nothing was changed: ${message}.`);
  const { file, text } = step.down;
  const position = Number(Reflect.get(error, 'position') ?? 1);
  const offset = Array.from(text)
    .slice(0, position - 1)
    .join('').length;
  return {
    ...failure(`The reverse script of "${step.migration.id}" failed, and nothing was changed: ${message}.`),
    location: { file, ...positionAt(lineStarts(text), offset) },
  };
}

function failure(message: string, hint?: string): Diagnostic {
  return { code: rollbackCodes.failed, severity: 'error', message, ...(hint === undefined ? {} : { hint }) };
}
