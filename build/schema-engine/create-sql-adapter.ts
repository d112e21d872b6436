import { PrismaPg } from '@prisma/adapter-pg';
import { type SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { interceptQueries, unmarkCharacterColumns } from './intercept-queries.ts';
import { type Session } from './open-session.ts';

/** A statement or script that failed, with the driver's own error: more than the engine passes on. */
export interface FailedScript {
  readonly script: string;
  readonly error: unknown;
}

/** What the adapter does besides talking to the database. */
export interface AdapterHooks {
  /** Called before the error goes to the engine. */
  readonly onFailure: (failed: FailedScript) => void;
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
  interceptQueries(pool, (script, error) => {
    hooks.onFailure({ script, error });
  });
  const inner = await new PrismaPg(pool, { schema: target.schema }).connect();
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    queryRaw: async (query) => unmarkCharacterColumns(await inner.queryRaw(query)),
    executeRaw: async (query) => ((await hooks.beforeScript(query.sql)) ? 0 : inner.executeRaw(query)),
    executeScript: async (script) => {
      if (await hooks.beforeScript(script)) return;
      // Without arguments `pg` uses the simple protocol: several statements, one implicit transaction.
      await inner.executeRaw({ sql: script, args: [], argTypes: [] });
    },
    startTransaction: (isolationLevel) => inner.startTransaction(isolationLevel),
    getConnectionInfo: () => inner.getConnectionInfo(),
    dispose: hooks.onDispose,
  };
}
