import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DatabaseError } from './database-error.ts';
import { type HostArguments } from './host/host-arguments.ts';
import { HostGreeting, parseJson } from './protocol.ts';
import { plainEnvironment } from './server/run-server-program.ts';

/**
 * Starts a host in a session of its own, which Ctrl-C in our terminal does not reach, and resolves when it listens.
 *
 * @throws DatabaseError with what kept it from listening.
 */
export async function startHost(args: HostArguments): Promise<void> {
  const main = fileURLToPath(new URL('../../../bin/database-host.js', import.meta.url));
  const host = spawn(process.execPath, [main, JSON.stringify(args)], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: '/',
    env: plainEnvironment(),
    windowsHide: true,
  });
  let complaint = '';
  host.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const line = await new Promise<string>((resolve) => {
    createInterface({ input: host.stdout }).once('line', resolve);
    host.once('error', (error) => {
      resolve(JSON.stringify({ error: error.message }));
    });
    host.once('close', () => {
      resolve('');
    });
  });
  host.unref();
  host.stdout.destroy();
  host.stderr.destroy();
  const greeting = HostGreeting.safeParse(parseJson(line));
  if (!greeting.success) {
    throw new DatabaseError(`The database host ended at once: ${complaint.trim().split('\n').at(-1) ?? ''}`);
  }
  if ('error' in greeting.data) throw new DatabaseError(greeting.data.error, greeting.data.hint);
}
