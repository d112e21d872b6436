import { PrismaPg } from '@prisma/adapter-pg';
import { type SqlDriverAdapter, type SqlResultSet } from '@prisma/driver-adapter-utils';
import { asDriverError, isLostConnection } from '../postgres/connection/connection-error.ts';
import { interceptQueries, unmarkCharacterColumns } from './intercept-queries.ts';
import {
  createMigrationRecorder,
  type RecordedScript,
  type RecordedFailure,
} from './create-migration-recorder.ts';
import { type Session } from '../postgres/connection/open-session.ts';
import { movePosition, needsNoTransactionCode } from './send-script.ts';

/** A statement or script that failed, with the driver's own error: more than the engine passes on. */
export interface FailedScript {
  readonly script: string;
  readonly error: unknown;
  /** It can be tried again: the database gave up, not the script, and nothing of it is there or in the way. */
  readonly wasInterrupted?: boolean;
}

/** What the adapter does besides talking to the database. */
export interface AdapterHooks {
  /** Called before the error goes to the engine. */
  readonly onFailure: (failed: FailedScript) => void;
  /** Called with what a query of the engine's found; the engine gets what it gives. */
  readonly onResult: (result: SqlResultSet) => Promise<SqlResultSet>;
  /** Called when the engine is done with the connection. */
  readonly onDispose: () => Promise<void>;
  /** Called before a script or command is sent; `true` when it was dealt with and must not be sent. */
  readonly beforeScript: (script: string) => Promise<boolean>;
}

/**
 * A driver adapter over one session: Prisma's own for `pg`, with its traps closed (see
 * docs/maintainers/prisma-cli.md) and scripts sent whole. Prisma's adapter cuts a script at every `;`, also
 * inside strings and function bodies.
 */
export async function createSqlAdapter(session: Session, hooks: AdapterHooks): Promise<SqlDriverAdapter> {
  const { pool, target } = session;
  let sent: RecordedScript | undefined;
  let failure: RecordedFailure = 'refused';
  interceptQueries(pool, (text, error) => {
    const recorded = sent?.text === text ? sent : undefined;
    failure = failureOf(error);
    if (recorded) movePosition(error, recorded.offset);
    const wasInterrupted = recorded?.isRepeatable === true && failure === 'interrupted';
    hooks.onFailure({ script: recorded?.script ?? text, error, wasInterrupted });
  });
  const inner = await new PrismaPg(pool, { schema: target.schema }).connect();
  const recorder = createMigrationRecorder(inner, target.schema, {
    send: async (script, recorded) => {
      sent = recorded;
      // Without arguments `pg` uses the simple protocol: several statements, one implicit transaction.
      await inner.executeRaw({ sql: script, args: [], argTypes: [] });
    },
    lastFailure: () => failure,
  });
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    queryRaw: async (query) => hooks.onResult(unmarkCharacterColumns(await recorder.queryRaw(query))),
    executeRaw: async (query) => ((await hooks.beforeScript(query.sql)) ? 0 : recorder.executeRaw(query)),
    executeScript: async (script) => {
      if (!(await hooks.beforeScript(script))) await recorder.executeScript(script);
    },
    startTransaction: (isolationLevel) => inner.startTransaction(isolationLevel),
    getConnectionInfo: () => inner.getConnectionInfo(),
    dispose: hooks.onDispose,
  };
}

/** Classes of SQLSTATE that are about the moment: connection, rollback, resources, operator, system. */
const PASSING = /^(08|40|53|57|58)|^55P03$/;

function failureOf(thrown: unknown): RecordedFailure {
  const error = asDriverError(thrown);
  if (error.code === needsNoTransactionCode) return 'needs-no-transaction';
  return isLostConnection(error) || PASSING.test(error.code ?? '') ? 'interrupted' : 'refused';
}
