// npm run bench:jobs-soak: jobs lost and doubled while workers are killed and PostgreSQL is started again.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { migrateDatabase } from '../build/shells/jest/migrate-database.ts';
import { startRestartableServer } from './jobs/restartable-server.ts';
import { surviveKills } from './jobs/survive-kills.ts';
import { printTable, saveResults } from './measurements.ts';
import { wholeNumbers } from './read-sizes.ts';

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '100000' },
    kills: { type: 'string', default: '20' },
    restarts: { type: 'string', default: '5' },
    processes: { type: 'string', default: '3' },
  },
});
const [jobs = 0] = wholeNumbers('jobs', values.jobs);
const [kills = 0] = wholeNumbers('kills', values.kills);
const [restarts = 0] = wholeNumbers('restarts', values.restarts);
const [processes = 0] = wholeNumbers('processes', values.processes);

const server = await startRestartableServer();
try {
  const client = new Client(server.url);
  await client.connect();
  await migrateDatabase(client, join(import.meta.dirname, '../prisma/migrations'));
  await client.end();
  const disturb = Array.from({ length: restarts }, (_, index) => async () => {
    await server.restart(index % 2 === 0 ? 'fast' : 'immediate');
  });
  const survived = await surviveKills(server.url, { jobs, kills, processes, lease: 15, disturb });
  const rows = [{ ...survived }];
  printTable('Jobs while workers are killed and PostgreSQL is restarted', rows);
  await saveResults('jobs-soak', { faults: rows });
  if (survived.lost + survived.doubled + survived.notDone > 0) process.exitCode = 1;
} finally {
  await server.stop();
}
