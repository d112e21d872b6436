import { lock } from 'proper-lockfile';
import { type Socket } from 'node:net';
import { join } from 'node:path';
import { askHost, closed, type HostAnswer } from './connect-to-host.ts';
import { DatabaseError } from './database-error.ts';
import { type HostReply, send } from './protocol.ts';
import { type ServerKind } from './server/server-settings.ts';
import { startHost } from './start-host.ts';
import { openStateFolder, type StateFolder } from './state-folder.ts';

export interface ServerRequest {
  readonly stateDir: string;
  readonly kind: ServerKind;
  /** Shown when a person wants to stop the server, for example `tessera dev`. */
  readonly purpose: string;
  /** `pin` keeps the server running after this process, until it is stopped by name. */
  readonly ask: 'lease' | 'pin';
}

/** A running server that stays until every lease is released. */
export interface ServerLease {
  readonly state: StateFolder;
  readonly port: number;
  readonly created: boolean;
  /** Resolves when the server goes away although this lease was not released. */
  readonly lost: Promise<void>;
  /** With `now` the last one to leave does not wait for followers, and this resolves when the server is down. */
  readonly release: (options?: { readonly now?: boolean }) => Promise<void>;
}

/** Milliseconds an unused server stays, so that one command after another finds it running. */
const grace: Readonly<Record<ServerKind, number>> = { development: 1_500, test: 0 };

/** Starts the server of the folder unless it runs, and holds it. The lease does not keep this process alive. */
export async function acquireServer(request: ServerRequest): Promise<ServerLease> {
  const state = await openStateFolder(request.stateDir);
  for (;;) {
    const answer = (await ask(state, request)) ?? (await askAfterStart(state, request));
    if (answer === undefined) continue; // the host was stopped between two questions
    if (answer.reply.kind === 'ready') return leaseOf(state, answer.socket, answer.reply);
    if (answer.reply.kind === 'failed') {
      answer.socket.destroy();
      throw new DatabaseError(answer.reply.message, answer.reply.hint);
    }
    await closed(answer.socket); // it is stopping: wait until it has
  }
}

async function ask(state: StateFolder, request: ServerRequest): Promise<HostAnswer | undefined> {
  return await askHost(state, { ask: request.ask, purpose: request.purpose });
}

/** One process at a time starts a host; the others find it when they get the lock. */
async function askAfterStart(state: StateFolder, request: ServerRequest): Promise<HostAnswer | undefined> {
  const unlock = await lock(state.dir, {
    lockfilePath: join(state.dir, 'start.lock'),
    // A starter that was killed holds the lock this long.
    stale: 5_000,
    retries: { retries: 1_000, factor: 1, minTimeout: 30, maxTimeout: 60 },
    onCompromised: () => undefined, // a second host finds the first one's server; see server-process.ts
  });
  try {
    const found = await askHost(state, { ask: 'status', purpose: request.purpose });
    found?.socket.destroy();
    if (found === undefined) {
      await startHost({ stateDir: state.dir, kind: request.kind, grace: grace[request.kind] });
    }
  } finally {
    await unlock().catch(() => undefined); // taken over as stale: not ours to remove any more
  }
  return await ask(state, request);
}

function leaseOf(
  state: StateFolder,
  socket: Socket,
  { port, created }: Extract<HostReply, { kind: 'ready' }>,
): ServerLease {
  let released = false;
  socket.unref();
  const lost = new Promise<void>((resolve) => {
    socket.once('close', () => {
      if (!released) resolve();
    });
  });
  return {
    state,
    port,
    created,
    lost,
    release: async ({ now = false } = {}) => {
      released = true;
      socket.ref();
      if (now) send(socket, { ask: 'leave-now' });
      else socket.end();
      await closed(socket);
    },
  };
}
