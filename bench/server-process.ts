import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** One start of a server. */
export interface ServerStart {
  /** From the call to the first 200. */
  readonly milliseconds: number;
  /** Resident memory right after it. */
  readonly memoryMiB: number;
}

const deadlineMs = 60_000;

/** A server that answers. */
export interface RunningServer extends ServerStart {
  readonly pid: number;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** How a server is started. */
export interface ServerCall {
  /** Arguments of Node. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** What `npm start` does. */
export const builtServer: ServerCall = { args: ['--enable-source-maps', 'dist/main.js'], env: {} };

/**
 * Starts a built server as a process of its own, and asks until it answers 200.
 *
 * @param directory holds `dist/main.js`
 * @throws Error with the server's output when it ends early or does not answer within a minute
 */
export async function startServer(
  directory: string,
  databaseUrl: string,
  path: string,
  { args, env }: ServerCall = builtServer,
): Promise<RunningServer> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const begin = performance.now();
  const server = spawn(process.execPath, args, {
    cwd: directory,
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: databaseUrl, PORT: String(port), ...env },
  });
  let output: Buffer[] | undefined = [];
  const collect = (chunk: Buffer): unknown => output?.push(chunk);
  server.stdout.on('data', collect);
  server.stderr.on('data', collect);
  try {
    await untilOk(`${origin}${path}`, server, begin);
    const milliseconds = performance.now() - begin;
    // What it says from now on, a line for each request, is read and forgotten.
    output = undefined;
    const { pid = 0 } = server;
    return { pid, milliseconds, memoryMiB: residentMiB(pid), origin, stop: () => stop(server) };
  } catch (cause) {
    await stop(server);
    throw new Error(`The server did not start:\n${Buffer.concat(output ?? []).toString()}`, { cause });
  }
}

/** Starts a server as above, measures that, and stops it. */
export async function measureStart(
  directory: string,
  databaseUrl: string,
  path: string,
): Promise<ServerStart> {
  const { milliseconds, memoryMiB, stop } = await startServer(directory, databaseUrl, path);
  await stop();
  return { milliseconds, memoryMiB };
}

async function untilOk(url: string, server: ChildProcess, begin: number): Promise<void> {
  while (performance.now() - begin < deadlineMs) {
    if (server.exitCode !== null) throw new Error(`It ended with exit code ${server.exitCode}`);
    const answer = await fetch(url, { headers: { accept: 'application/json' } }).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return;
    // Asking without a pause would take the processor from the server.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`${url} did not answer 200 within ${deadlineMs} ms`);
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  const timer = setTimeout(() => server.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
}

function residentMiB(pid: number): number {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Math.round(Number(stdout) / 1024);
}

/** A port nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}
