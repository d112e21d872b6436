import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect, type Server } from 'node:net';
import { join } from 'node:path';
import { types } from 'node:util';
import { z } from 'zod';

/** What a running dev host tells about itself. */
const Instance = z.object({
  project: z.string(),
  pid: z.number(),
  /** What it serves, once that is known. */
  url: z.string().optional(),
  /** Where it answers the question whether it still lives. */
  controlPort: z.number(),
});
export type Instance = z.infer<typeof Instance>;

export type Claim =
  | {
      readonly ok: true;
      /** Tells who asks what this host serves. */
      readonly serves: (url: string) => void;
      readonly release: () => void;
    }
  | { readonly ok: false; readonly running: Instance };

function readClaim(path: string): Instance | undefined {
  return existsSync(path) ? parseInstance(readFileSync(path, 'utf8')) : undefined;
}

function parseInstance(text: string): Instance | undefined {
  try {
    return Instance.safeParse(JSON.parse(text)).data;
  } catch {
    // Half-written by a process that was killed, or not ours: not a running instance.
    return undefined;
  }
}

/** Asks the process behind a claim. A process id may be taken over by a stranger, an answer cannot. */
function askControlPort(instance: Instance): Promise<Instance | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect({ port: instance.controlPort, host: '127.0.0.1' });
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on('data', (chunk) => (answer += chunk.toString()));
    // Refused or cut off: whatever listens there, it is not the host that made the claim.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const said = parseInstance(answer);
      resolve(said?.pid === instance.pid && said.project === instance.project ? said : undefined);
    });
  });
}

function writeClaim(path: string, instance: Instance): boolean {
  try {
    writeFileSync(path, `${JSON.stringify(instance)}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (types.isNativeError(error) && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, resolve);
  });
  server.unref();
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/**
 * Makes this process the one dev host of a project. A claim left by a killed host is taken over.
 * @param projectDir absolute
 */
export async function claimInstance(projectDir: string): Promise<Claim> {
  const folder = join(projectDir, '.tessera');
  const path = join(folder, 'dev.json');
  mkdirSync(folder, { recursive: true });
  let url: string | undefined;
  const server = createServer((socket) => {
    socket.on('error', () => undefined); // The asker hung up: nothing to tell it any more.
    socket.end(JSON.stringify({ ...instance, url }));
  });
  const instance: Instance = {
    project: projectDir,
    pid: process.pid,
    url,
    controlPort: await listen(server),
  };
  while (!writeClaim(path, instance)) {
    const other = readClaim(path);
    const running = other && (await askControlPort(other));
    if (running) {
      server.close();
      return { ok: false, running };
    }
    rmSync(path, { force: true });
  }
  return {
    ok: true,
    serves: (served) => {
      url = served;
    },
    release: () => {
      server.close();
      if (readClaim(path)?.pid === process.pid) rmSync(path, { force: true });
    },
  };
}
