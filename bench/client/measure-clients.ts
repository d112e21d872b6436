import { ComponentClients } from '../../src/database/access/component-clients.ts';
import { ConnectionPool } from '../../src/database/connection-pool.ts';
import { readDatabaseOptions } from '../../src/database/database-options.ts';
import { RootClient } from '../../src/database/root-client.ts';
import { median, type Row } from '../measurements.ts';
import { fillTenants, queries, type TenantsClient } from './queries.ts';

const component = {
  name: 'tenancy',
  version: '1.0.0',
  path: 'src/components/tenancy',
  models: ['Tenant', 'TenantConfig', 'TenantWorkspace'],
};

interface Effort {
  readonly calls: number;
  readonly rounds: number;
}

/** Each query through both clients, in turns that swap who is first; the ratio is the median of the rounds' ratios. */
export async function measureClients(url: string, { calls, rounds }: Effort): Promise<Row[]> {
  const options = readDatabaseOptions({ DATABASE_URL: url });
  const pool = new ConnectionPool(options);
  const root = new RootClient(options, pool);
  const scoped = new ComponentClients(root, [component]).of('tenancy');
  if (!isTenantsClient(scoped)) throw new TypeError('The client lacks the models of its component');
  await fillTenants(root);
  const rows: Row[] = [];
  for (const { name, goal, together, ask } of queries) {
    const costs: { root: Cost; scoped: Cost }[] = [];
    // The first round warms both up.
    for (let round = -1; round < rounds; round += 1) {
      const run = (client: TenantsClient) => measure(() => ask(client), calls, together);
      const isRootFirst = round % 2 === 0;
      const first = await run(isRootFirst ? root : scoped);
      const second = await run(isRootFirst ? scoped : root);
      if (round >= 0)
        costs.push(isRootFirst ? { root: first, scoped: second } : { root: second, scoped: first });
    }
    rows.push({
      query: name,
      'root us': Math.round(median(costs.map((cost) => cost.root.wall))),
      'component us': Math.round(median(costs.map((cost) => cost.scoped.wall))),
      ratio: ratio(costs.map((cost) => cost.scoped.wall / cost.root.wall)),
      'cpu ratio': ratio(costs.map((cost) => cost.scoped.cpu / cost.root.cpu)),
      goal,
    });
  }
  await root.$disconnect();
  await pool.end();
  return rows;
}

/** Microseconds a call. */
interface Cost {
  readonly wall: number;
  readonly cpu: number;
}

async function measure(ask: () => Promise<unknown>, calls: number, together: number): Promise<Cost> {
  const cpu = process.cpuUsage();
  const begin = performance.now();
  for (let made = 0; made < calls; made += together) {
    await Promise.all(Array.from({ length: together }, ask));
  }
  const wall = ((performance.now() - begin) * 1000) / calls;
  const { user, system } = process.cpuUsage(cpu);
  return { wall, cpu: (user + system) / calls };
}

function ratio(values: readonly number[]): number {
  return Math.round(median(values) * 1000) / 1000;
}

function isTenantsClient(client: object): client is TenantsClient {
  return 'tenant' in client && 'tenantWorkspace' in client;
}
