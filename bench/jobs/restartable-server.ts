import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseUrl } from '../../build/postgres/embedded/acquire-database.ts';
import { openServer } from '../../build/postgres/embedded/server/open-server.ts';
import { openStateFolder } from '../../build/postgres/embedded/state-folder.ts';

export interface RestartableServer {
  readonly url: string;
  /** Ends every connection in the middle of what it does, and starts the server again on the same port. */
  readonly restart: (how: 'fast' | 'immediate') => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A PostgreSQL of its own that writes to the disk as production does. */
export async function startRestartableServer(): Promise<RestartableServer> {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-bench-'));
  await chmod(folder, 0o711);
  const state = await openStateFolder(join(folder, 'database'));
  let server = await openServer(state, 'development');
  const { port, password } = server;
  return {
    url: databaseUrl(port, password),
    restart: async (how) => {
      // SIGQUIT is a crash: the log is replayed at the next start.
      if (how === 'immediate') process.kill(server.pid, 'SIGQUIT');
      else await server.stop();
      await server.ended;
      server = await openServer(state, 'development');
      if (server.port !== port) throw new Error('The server came back on another port');
    },
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
