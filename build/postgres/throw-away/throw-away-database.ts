import { parseConnectionUrl } from '../connection/connection-options.ts';
import { type Session } from '../connection/open-session.ts';
import { withSession } from '../connection/with-session.ts';
import { createShadowDatabase, openExternalShadowDatabase } from './shadow-database.ts';
import { type EngineTarget } from './engine-target.ts';

/**
 * Works in an empty database on the target's server that is gone afterwards; with a shadow database of the user's, in
 * that one. The target itself is not touched.
 *
 * @throws EngineError P3014 when the role may not create databases, P1001 unreachable, …
 */
export async function withThrowAwayDatabase<Result>(
  target: EngineTarget,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const { url, shadowDatabaseUrl } = target;
  return await withSession(parseConnectionUrl(url, process.cwd()), async (main) => {
    const database =
      shadowDatabaseUrl === undefined
        ? await createShadowDatabase(main)
        : await openExternalShadowDatabase(main, parseConnectionUrl(shadowDatabaseUrl, process.cwd()));
    try {
      return await work(database.session);
    } finally {
      await database.release();
    }
  });
}
