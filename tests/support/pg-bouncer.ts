import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from './free-port.ts';

/** PgBouncer between an application and its database. */
export interface PgBouncer {
  /** In place of the database's. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Debian's package puts it where only root looks. @returns undefined when it is not installed */
export function findPgBouncer(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, 'pgbouncer')).find((file) => existsSync(file));
}

/**
 * Starts one that gives each transaction the next free connection of a few, with the settings of
 * docs/maintainers/connection-poolers.md.
 *
 * @param url of the database, with the role and its password
 */
export async function startPgBouncer(program: string, url: string, connections: number): Promise<PgBouncer> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tessera-bouncer-')));
  const own = await freePort();
  const [config, users] = [join(folder, 'pgbouncer.ini'), join(folder, 'users.txt')];
  writeFileSync(users, `"${username}" "${decodeURIComponent(password)}"\n`);
  writeFileSync(
    config,
    `[databases]
* = host=${hostname} port=${port || '5432'}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${own}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${connections}
max_client_conn = 200
ignore_startup_parameters = extra_float_digits
`,
  );
  // It refuses to run as root, as PostgreSQL does.
  const plain = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;
  if (plain) for (const path of [folder, config, users]) chownSync(path, plain.uid, plain.gid);
  const child = spawn(program, [config], { stdio: ['ignore', 'ignore', 'pipe'], ...plain });
  let log = '';
  child.stderr.on('data', (text: Buffer) => (log += text.toString()));
  const ended = once(child, 'exit').then(() => {
    throw new Error(`PgBouncer has ended: ${log}`);
  });
  await Promise.race([answering(own), ended]);
  ended.catch(() => undefined);
  return {
    url: Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(own), pathname }).href,
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answering(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  const isOpen = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  if (!isOpen) await answering(port);
}
