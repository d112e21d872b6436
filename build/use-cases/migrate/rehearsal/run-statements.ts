import { type ClientBase } from 'pg';
import { type SqlStatement } from '../../../postgres/sql/sql-statement.ts';
import { type ColumnReader, findReaders } from './find-readers.ts';
import { readRefusal, type Refusal } from './refusal.ts';

/** A statement PostgreSQL refused. */
export interface FailedStatement {
  readonly statement: SqlStatement;
  /** Among the statements of the script. */
  readonly at: number;
  readonly refusal: Refusal;
  /** Views that read what it changes. */
  readonly readers: readonly ColumnReader[];
}

type Client = Pick<ClientBase, 'query'>;

/** PostgreSQL's code for a statement that wants a transaction of its own. */
const needsNoTransaction = '25001';

/**
 * Runs a script as Prisma does, as one transaction that its own COMMIT may end, but goes on behind a statement that fails: each
 * has a savepoint. Nothing of the last transaction stays.
 *
 * @param client one connection: a pool would throw it away at the first failure
 */
export async function runStatements(
  client: Client,
  statements: readonly SqlStatement[],
): Promise<FailedStatement[]> {
  const failed: FailedStatement[] = [];
  await client.query('BEGIN');
  for (const [at, statement] of statements.entries()) {
    const fail = async (refusal: Refusal): Promise<void> => {
      failed.push({ statement, at, refusal, readers: await findReaders(client, statement) });
    };
    if (statement.kind === 'TransactionStmt') {
      // BEGIN inside of a script changes nothing: its transaction has begun already.
      if (/^(commit|end)\b/i.test(statement.text)) await client.query('COMMIT; BEGIN');
      continue;
    }
    const refusal = await tryStatement(client, statement.text);
    if (!refusal) continue;
    if (refusal.code !== needsNoTransaction) {
      await fail(refusal);
      continue;
    }
    await client.query('COMMIT');
    const again = await runOne(client, statement.text);
    if (again) await fail(again);
    await client.query('BEGIN');
  }
  await client.query('ROLLBACK');
  return failed;
}

async function tryStatement(client: Client, text: string): Promise<Refusal | undefined> {
  await client.query('SAVEPOINT tessera_rehearsal');
  const refusal = await runOne(client, text);
  await client.query(`${refusal ? 'ROLLBACK TO' : 'RELEASE'} SAVEPOINT tessera_rehearsal`);
  return refusal;
}

async function runOne(client: Client, text: string): Promise<Refusal | undefined> {
  try {
    await client.query(text);
    return undefined;
  } catch (error) {
    const refusal = readRefusal(error);
    if (!refusal) throw error;
    return refusal;
  }
}
