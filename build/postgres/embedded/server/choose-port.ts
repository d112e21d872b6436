import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import writeFileAtomic from 'write-file-atomic';
import { readIfThere, type StateFolder } from '../state-folder.ts';

/** The port of last time when it is free, another free one otherwise, which is then remembered. */
export async function choosePort(state: StateFolder): Promise<number> {
  const remembered = Number(await readIfThere(state.portFile));
  if (isPort(remembered) && (await isFree(remembered))) return remembered;
  const port = await findFreePort();
  await writeFileAtomic(state.portFile, `${port}\n`);
  return port;
}

function isPort(value: number): boolean {
  return Number.isInteger(value) && value > 1023 && value < 65_536;
}

async function findFreePort(): Promise<number> {
  // Below the range systems take for outgoing connections: those would take it from us between two runs.
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
  return await listenOnce(0);
}

async function isFree(port: number): Promise<boolean> {
  return await listenOnce(port).then(
    () => true,
    () => false,
  );
}

async function listenOnce(port: number): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => {
        resolve(taken);
      });
    });
  });
}
