// npm run bench:requests: what a request costs in production, beside naked Nest with Prisma on both adapters, in one run.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { acquireDatabase } from '../build/postgres/embedded/acquire-database.ts';
import { printTable, type Row, saveResults } from './measurements.ts';
import { wholeNumbers } from './read-sizes.ts';
import { measureRequests } from './requests/measure-requests.ts';
import { fillShelf, writeShelfApplication } from './requests/shelf-application.ts';
import { builtServer, type RunningServer, type ServerCall, startServer } from './server-process.ts';

const { values } = parseArgs({
  options: {
    routes: { type: 'string', default: '10,2000' },
    rounds: { type: 'string', default: '9' },
    scale: { type: 'string', default: '1' },
  },
});
const [rounds = 0] = wholeNumbers('rounds', values.rounds);
const modules = resolve(import.meta.dirname, '../node_modules');

const rows: Row[] = [];
for (const routes of wholeNumbers('routes', values.routes)) {
  const found = await measure(routes);
  rows.push(...found.map((row) => ({ routes, ...row })));
  printTable(
    `Processor time of a request at ${String(routes)} routes, median of ${String(rounds)} rounds`,
    found,
  );
}
await saveResults('requests', { requests: rows });

async function measure(routes: number): Promise<Row[]> {
  const project = await writeShelfApplication(routes);
  const { directory } = project;
  try {
    const lease = await acquireDatabase(directory, { purpose: 'bench:requests' });
    const servers: RunningServer[] = [];
    try {
      const { url } = lease;
      run(directory, url, 'prisma/build/index.js', 'db', 'push');
      run(directory, url, 'webpack-cli/bin/cli.js', '--mode', 'production');
      await fill(url);
      const start = async (path: string, call: ServerCall): Promise<RunningServer> => {
        const server = await startServer(directory, url, path, call);
        servers.push(server);
        return server;
      };
      const naked = (ADAPTER: string): Promise<RunningServer> =>
        start('/shelf/plain', { args: ['--import', 'tsx', 'naked.ts'], env: { ADAPTER } });
      // It asks for a permission, and the benchmark is a proxy that says who asks.
      const tessera = { args: builtServer.args, env: { TRUSTED_PROXIES: '127.0.0.1' } };
      const contestants = [
        { name: 'naked Nest, Express', server: await naked('express') },
        { name: 'naked Nest, Fastify', server: await naked('fastify') },
        { name: 'Tessera', server: await start('/health/live', tessera), against: 'naked Nest, Fastify' },
      ];
      return await measureRequests(contestants, rounds, Number(values.scale));
    } finally {
      for (const server of servers) await server.stop();
      await lease.release({ now: true });
    }
  } finally {
    await project.remove();
  }
}

async function fill(url: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  await client.query(fillShelf);
  await client.query('ANALYZE "Item"');
  await client.end();
}

function run(cwd: string, databaseUrl: string, script: string, ...args: string[]): void {
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const options = { cwd, env, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(modules, script), ...args], options);
  if (status !== 0) throw new Error(`${script} ${args.join(' ')} failed:\n${stdout}${stderr}`);
}
