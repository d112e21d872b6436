// npm run bench:access: what a request costs with session, permission, tenant and a component's client, against the same without.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { startTestServer } from '../build/postgres/embedded/start-test-server.ts';
import { migrateDatabase } from '../build/shells/jest/migrate-database.ts';
import { ConnectionPool } from '../src/database/connection-pool.ts';
import { readDatabaseOptions } from '../src/database/database-options.ts';
import { RootClient } from '../src/database/root-client.ts';
import { components } from '../src/generated/components.ts';
import { bootApp } from '../src/platform/test-utils/boot-app.ts';
import { TestPrincipals } from '../src/platform/test-utils/test-principals.ts';
import { roomsModule } from './access/rooms.ts';
import { signIn } from './access/sign-in.ts';
import { median, printTable, type Row, saveResults } from './measurements.ts';
import { wholeNumbers } from './read-sizes.ts';
import { closedLoad } from './requests/closed-load.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '11' },
    requests: { type: 'string', default: '300' },
    connections: { type: 'string', default: '1' },
  },
});
const [rounds = 0] = wholeNumbers('rounds', values.rounds);
const [requests = 0] = wholeNumbers('requests', values.requests);
const [connections = 0] = wholeNumbers('connections', values.connections);
const goals: Readonly<Record<string, number>> = { one: 1.4, page: 1.25 };

process.env['ACCESS_SECRET'] ??= randomBytes(32).toString('hex');
const server = await startTestServer(process.env, 'bench:access');
try {
  const owner = Object.assign(new URL(server.url), { pathname: '/bench_access' });
  const [role, password] = ['bench_access_app', randomBytes(12).toString('hex')];
  const admin = new Client(server.url);
  await admin.connect();
  await admin.query('DROP DATABASE IF EXISTS bench_access');
  await admin.query(`DROP ROLE IF EXISTS ${role}`);
  await admin.query('CREATE DATABASE bench_access');
  await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD '${password}'`);
  await admin.end();
  const client = new Client(owner.href);
  await client.connect();
  await migrateDatabase(client, join(import.meta.dirname, '../prisma/migrations'));
  await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role}`);
  const app = Object.assign(new URL(owner), { username: role, password });
  const rows = await measure(owner.href, app.href, client).finally(() => client.end());
  await saveResults('access', { requests: rows });
} finally {
  await server.stop();
}

async function measure(ownerUrl: string, appUrl: string, client: Client): Promise<Row[]> {
  const options = readDatabaseOptions({ DATABASE_URL: ownerUrl });
  const pool = new ConnectionPool(options);
  const bare = new RootClient(options, pool);
  const known = components.filter(({ name }) => name === 'access' || name === 'tenancy');
  const access = {
    ...{ views: [], writes: [], links: [], system: [], tenants: {}, raw: false },
    reads: ['TenantWorkspace'],
  };
  const rooms = {
    ...{ name: 'rooms', version: '1.0.0', path: 'bench', requires: [], optional: false, models: [] },
    ...{ access, permissions: { read: 'Read' }, module: roomsModule(bare) },
  };
  const app = await bootApp(appUrl, [...known, rooms]);
  try {
    const origin = await app.getUrl();
    const principals = app.get(TestPrincipals);
    const { organization, cookie } = await signIn(origin, principals.credentialsOf({ permissions: ['*'] }));
    await client.query(
      `INSERT INTO tenants (id, slug, name, "updatedAt") VALUES ($1, 'acme', 'Acme', now())`,
      [organization],
    );
    await client.query(
      `INSERT INTO workspaces (id, "tenantId", slug, name, "updatedAt")
         SELECT 'room-' || n, $1, 'room-' || n, 'Room', now() FROM generate_series(1, 200) n`,
      [organization],
    );
    await client.query('ANALYZE');
    // A principal without a session: what is left is permission, tenant and client.
    const held = principals.credentialsOf({ permissions: ['rooms:read'], tenantId: organization });
    const steps: { step: string; route: string; headers: Readonly<Record<string, string>> }[] = [
      { step: 'without', route: 'bare', headers: {} },
      { step: 'session and permission', route: 'signed', headers: { cookie } },
      { step: 'permission, tenant, client', route: 'full', headers: { ...held } },
      { step: 'all', route: 'full', headers: { cookie } },
    ];
    const rows: Row[] = [];
    for (const what of ['one', 'page']) {
      const costs = new Map(steps.map(({ step }) => [step, [] as number[]]));
      // The first round warms up; the order turns, so that none is always first.
      for (let round = -1; round < rounds; round += 1) {
        for (const at of steps.keys()) {
          const current = steps[(at + Math.max(round, 0)) % steps.length];
          if (current === undefined) continue;
          const path = (number: number): string =>
            `/rooms/${current.route}/${what}/${what === 'one' ? `room-${(number % 200) + 1}` : organization}`;
          const perSecond = await closedLoad({
            origin,
            connections,
            requests,
            headers: current.headers,
            path,
          });
          if (round >= 0) costs.get(current.step)?.push(1_000_000 / perSecond);
        }
      }
      const base = costs.get('without') ?? [];
      for (const [step, us] of costs) {
        const ratios = us.map((one, at) => one / (base[at] ?? Number.NaN));
        rows.push({
          reads: what === 'one' ? 'one row' : '20 rows',
          step,
          'us a request': Math.round(median(us)),
          ratio: Math.round(median(ratios) * 100) / 100,
          goal: step === 'all' ? (goals[what] ?? '') : '',
        });
      }
    }
    printTable(
      `Requests one after the other on ${String(connections)} connection(s), median of ${String(rounds)} rounds`,
      rows,
    );
    return rows;
  } finally {
    await app.close();
    await bare.$disconnect();
    await pool.end();
  }
}
