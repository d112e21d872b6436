import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createRetiredCrm, type LifecycleProject } from './lifecycle-project.ts';

let shop: LifecycleProject;
beforeEach(async () => {
  shop = await createRetiredCrm();
});
afterEach(() => shop.close());

/** Says its version and, called for a dump, what it was given. Those that fit a new server are on few machines. */
const program = (version: string, then = ''): string => `#!/bin/sh
if [ "$1" = --version ]; then echo "pg_dump (PostgreSQL) ${version}"; exit 0; fi
here=$(dirname "$0")
{ env | grep ^PG | sort; for one; do echo "$one"; done; } > "$here/called"
for one; do case "$one" in --file=*) echo dump > "\${one#--file=}";; esac; done
${then}
`;
const list = ['_watchers', 'crm_deals'].map(
  (name, at) => `${String(at)}; TABLE DATA public ${name} postgres`,
);

function install(name: string, text: string): void {
  shop.write(`programs/${name}`, text);
  chmodSync(join(shop.dir, 'programs', name), 0o755);
}
async function purge(more: NodeJS.ProcessEnv = {}) {
  const env = { PATH: `${join(shop.dir, 'programs')}:${String(process.env['PATH'])}`, ...more };
  const { exitCode, stdout } = await shop.tesseraWith(
    env,
    ...['component', 'purge', 'crm', '--confirm', 'crm', '--json'],
  );
  return { exitCode, stdout, report: JSON.parse(stdout) as unknown };
}
const backups = (): string[] =>
  shop.has('.tessera/backups') ? readdirSync(join(shop.dir, '.tessera/backups')) : [];

describe('a backup beside a pg_dump', () => {
  it('has its dump, too; the password is in the environment and nowhere else', async () => {
    install('pg_dump', program('99.1 (Debian 99.1-1)'));
    install('pg_restore', `#!/bin/sh\ncat <<'END'\n${list.join('\n')}\nEND\n`);
    expect(await purge()).toMatchObject({ exitCode: 0, report: { backup: { rows: 1, hasDump: true } } });

    const { hostname, port, username, password, pathname } = new URL(shop.url);
    const [name = ''] = backups();
    const called = shop.read('programs/called').trim().split('\n');
    expect(called).toEqual(
      expect.arrayContaining([
        `PGPASSWORD=${decodeURIComponent(password)}`,
        `PGDATABASE=${pathname.slice(1)}`,
        'PGSSLMODE=prefer',
        `--host=${hostname}`,
        `--port=${port}`,
        `--username=${username}`,
        '--no-password',
        '--table="public"."_watchers"',
        '--table="public"."crm_deals"',
      ]),
    );
    expect(password).not.toBe('');
    expect(called.filter((line) => line.includes(password))).toEqual([`PGPASSWORD=${password}`]);
    expect(statSync(join(shop.dir, '.tessera/backups', name, 'tables.dump')).mode & 0o777).toBe(0o600);
  });

  it('is without it, and says so, when that is older than the server', async () => {
    install('pg_dump', program('9.6.24 (Debian 9.6.24-0+deb9u1)'));
    expect(await purge()).toMatchObject({
      exitCode: 0,
      report: {
        backup: {
          rows: 1,
          hasDump: false,
          note: expect.stringMatching(/^pg_dump 9 cannot read PostgreSQL \d+$/),
        },
      },
    });
    expect(shop.has('programs/called')).toBe(false);
  });

  it('is not made when the dump fails or lacks a table, and nothing is purged', async () => {
    install('pg_restore', `#!/bin/sh\necho '${String(list[0])}'\n`);
    for (const [text, message] of [
      [program('99.1', 'echo "permission denied for table crm_deals" >&2; exit 1'), 'permission denied'],
      [program('99.1'), 'tables.dump has no rows of public.crm_deals'],
    ] as const) {
      install('pg_dump', text);
      const { exitCode, stdout, report } = await purge();
      expect({ exitCode, report }).toMatchObject({
        exitCode: 2,
        report: {
          purged: false,
          diagnostics: [{ code: 'LIFECYCLE.NO_BACKUP', message: expect.stringContaining(message) }],
        },
      });
      expect(stdout).not.toContain(new URL(shop.url).password);
      expect([shop.state('crm'), backups()]).toEqual(['retired', []]);
    }
  });

  it('is what the pg_dump of this machine makes possible', async () => {
    const { stdout } = spawnSync('pg_dump', ['--version'], { encoding: 'utf8' });
    // None, or one of another age: then the answer is "no", and the rows are there all the same.
    const major = Number(/ (\d+)\./.exec(stdout)?.[1] ?? 0);
    const [server] = await shop.query<{ major: number }>(
      `SELECT current_setting('server_version_num')::int / 10000 AS major`,
    );
    const hasDump = major >= (server?.major ?? 0);
    expect(await purge()).toMatchObject({ exitCode: 0, report: { backup: { rows: 1, hasDump } } });
    expect(shop.has(`.tessera/backups/${String(backups()[0])}/tables.dump`)).toBe(hasDump);
  });
});
