import { types } from 'node:util';
import { leaseRunningDatabase } from '../../postgres/embedded/lease-running-database.ts';
import { resolveDatabase } from '../../postgres/which-database.ts';
import { parseConnectionUrl } from '../../postgres/connection/connection-options.ts';
import { closeSession, openSession, type Session } from '../../postgres/connection/open-session.ts';

export type Reached<Result> =
  | { readonly ok: true; readonly result: Result }
  /** Why there is nothing to look at, without a password. */
  | { readonly ok: false; readonly reason: string };

/**
 * Works with the database of a project if one answers: the one that migrations run on, or the embedded one when it runs
 * already. Never starts, makes or migrates one.
 */
export async function reachDatabase<Result>(
  projectDir: string,
  env: NodeJS.ProcessEnv,
  work: (session: Session) => Promise<Result>,
): Promise<Reached<Result>> {
  const choice = await resolveDatabase(projectDir, env, 'migration');
  if (choice.kind === 'external') return await connect(choice.url, projectDir, work);
  const lease = await leaseRunningDatabase(projectDir, 'tessera component impact');
  if (!lease) return { ok: false, reason: 'the embedded PostgreSQL does not run (tessera db start)' };
  try {
    return await connect(lease.url, projectDir, work);
  } finally {
    await lease.release();
  }
}

async function connect<Result>(
  url: string,
  projectDir: string,
  work: (session: Session) => Promise<Result>,
): Promise<Reached<Result>> {
  let session: Session;
  try {
    const options = parseConnectionUrl(url, projectDir);
    session = await openSession({ ...options, applicationName: 'tessera' });
  } catch (error) {
    return { ok: false, reason: firstParagraph(types.isNativeError(error) ? error.message : String(error)) };
  }
  try {
    return { ok: true, result: await work(session) };
  } finally {
    await closeSession(session);
  }
}

/** The engine's messages go on with advice that is the reason once more. */
function firstParagraph(message: string): string {
  return (message.split('\n\n')[0] ?? '').replaceAll('\n', ' ').trim();
}
