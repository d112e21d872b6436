import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { acquireDatabase } from '../../../build/postgres/embedded/acquire-database.ts';
import { type Row } from '../../measurements.ts';
import { startServer } from '../../server-process.ts';
import { writePeopleApplication } from './people-application.ts';
import { type Pass, type PassSettings, runPass } from './run-pass.ts';

const passes: readonly Pass[] = [
  { name: 'load alone', hasLoad: true },
  { name: 'backfill alone', hasLoad: false, backfill: [] },
  { name: 'both', hasLoad: true, backfill: [] },
  {
    name: 'both, unthrottled: --batch 10000 --max-lag 60000',
    hasLoad: true,
    backfill: ['--batch', '10000', '--max-lag', '60000'],
  },
  {
    name: 'both, gentle: --max-lag 20 --pause 10',
    hasLoad: true,
    backfill: ['--max-lag', '20', '--pause', '10'],
  },
];

const modules = resolve(import.meta.dirname, '../../../node_modules');

/** A built, served application and its own database, which is as safe on disk as a real one; one row for each pass. */
export async function measureBackfill(
  options: Pick<PassSettings, 'rows' | 'rate' | 'seconds' | 'limit'>,
): Promise<readonly Row[]> {
  const project = await writePeopleApplication();
  const { directory } = project;
  try {
    const lease = await acquireDatabase(directory, { purpose: 'bench:migrate' });
    try {
      const databaseUrl = lease.url;
      run(directory, databaseUrl, 'prisma/build/index.js', 'db', 'push');
      run(directory, databaseUrl, 'webpack-cli/bin/cli.js', '--mode', 'production');
      const server = await startServer(directory, databaseUrl, '/health/live');
      try {
        const settings = { ...options, directory, databaseUrl, origin: server.origin };
        // Caches, compiled code and connections: nobody measures a server in its first seconds.
        await runPass({ name: 'warm-up', hasLoad: true }, { ...settings, rows: 1000, seconds: 5 });
        const rows: Row[] = [];
        for (const pass of passes) {
          rows.push(await runPass(pass, settings));
          console.table(rows.slice(-1));
          await wait(1000);
        }
        return rows;
      } finally {
        await server.stop();
      }
    } finally {
      await lease.release({ now: true });
    }
  } finally {
    await project.remove();
  }
}

function run(cwd: string, databaseUrl: string, script: string, ...args: string[]): void {
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const options = { cwd, env, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(modules, script), ...args], options);
  if (status !== 0) throw new Error(`${script} ${args.join(' ')} failed:\n${stdout}${stderr}`);
}
