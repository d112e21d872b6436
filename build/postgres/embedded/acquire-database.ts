import { acquireServer } from './acquire-server.ts';
import { databaseName, databaseUser } from './server/make-data.ts';
import { projectStateDir, readOrMakePassword, removeFile } from './state-folder.ts';

/** The project's development database, running for as long as a lease is held. */
export interface DatabaseLease {
  /** Holds the password: for clients, never for logs. */
  readonly url: string;
  /**
   * The database was just made, by any process, and its committed migrations have not been applied yet.
   * Stays true over crashes until `markMigrated` is called.
   */
  readonly created: boolean;
  /** Resolves when the server goes away although this lease was not released (`tessera db stop --force`, a crash). */
  readonly lost: Promise<void>;
  /** To be called after the committed migrations were applied to a created database. */
  markMigrated(): Promise<void>;
  /**
   * Leaves the database. The last one to leave stops it, after a moment in which others may come;
   * with `now` at once, and the promise resolves when it is down.
   */
  readonly release: (options?: { readonly now?: boolean }) => Promise<void>;
}

/**
 * Holds the embedded database of a project, and starts it if it does not run. The lease ends with this process,
 * however it ends, and does not keep it alive.
 *
 * @param options.purpose who holds it, shown to people, for example `tessera dev`.
 * @throws DatabaseError when there can be none here, in words for a person.
 * @example
 * const database = await acquireDatabase(projectDir, { purpose: 'prisma' });
 * try { await work(database.url); } finally { await database.release(); }
 */
export async function acquireDatabase(
  projectDir: string,
  options: { readonly purpose: string; readonly pin?: boolean },
): Promise<DatabaseLease> {
  const lease = await acquireServer({
    stateDir: projectStateDir(projectDir),
    kind: 'development',
    purpose: options.purpose,
    ask: options.pin === true ? 'pin' : 'lease',
  });
  return {
    url: databaseUrl(lease.port, await readOrMakePassword(lease.state)),
    created: lease.created,
    lost: lease.lost,
    markMigrated: () => removeFile(lease.state.createdMarker),
    release: lease.release,
  };
}

/** The URL of a database on the embedded server. */
export function databaseUrl(port: number, password: string, name: string = databaseName): string {
  return `postgresql://${databaseUser}:${password}@127.0.0.1:${port}/${name}`;
}
