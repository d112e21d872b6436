import type pg from 'pg';
import { type ConnectionOptions } from './connection-options.ts';
import { closeSession, openSession, type Session } from './open-session.ts';

/**
 * Works with a database on one connection, which is closed afterwards.
 *
 * @throws EngineError when there is no connection; what `work` throws
 */
export async function withSession<Result>(
  options: ConnectionOptions,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const session = await openSession(options);
  try {
    return await work(session);
  } finally {
    await closeSession(session);
  }
}

/** The same for what needs the client itself: streams, and a transaction of several statements. */
export async function withClient<Result>(
  options: ConnectionOptions,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  return await withSession(options, async ({ pool }) => {
    const client = await pool.connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  });
}
