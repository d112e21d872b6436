import { type DatabaseLease, databaseUrl } from './acquire-database.ts';
import { askHost, closed } from './connect-to-host.ts';
import { readDatabaseStatus } from './control-database.ts';
import { findStateFolder, projectStateDir, readPassword } from './state-folder.ts';

/** Holds the embedded database of a project if it runs; never starts or makes one. */
export async function leaseRunningDatabase(
  projectDir: string,
  purpose: string,
): Promise<Pick<DatabaseLease, 'url' | 'release'> | undefined> {
  const status = await readDatabaseStatus(projectDir);
  if (!status.running || status.phase !== 'ready') return undefined;
  const state = await findStateFolder(projectStateDir(projectDir));
  const password = state && (await readPassword(state));
  if (state === undefined || password === undefined) return undefined;
  const answer = await askHost(state, { ask: 'lease', purpose });
  if (answer?.reply.kind !== 'ready') {
    answer?.socket.destroy(); // it stopped in between
    return undefined;
  }
  const { socket, reply } = answer;
  return {
    url: databaseUrl(reply.port, password),
    release: async () => {
      socket.end();
      await closed(socket);
    },
  };
}
