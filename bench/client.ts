// npm run bench:client: what a component's own client costs against the client it is a view of, in one process, in turns.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { startTestServer } from '../build/postgres/embedded/start-test-server.ts';
import { migrateDatabase } from '../build/shells/jest/migrate-database.ts';
import { measureClients } from './client/measure-clients.ts';
import { printTable, saveResults } from './measurements.ts';
import { wholeNumbers } from './read-sizes.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '15' }, calls: { type: 'string', default: '200' } },
});
const [rounds = 0] = wholeNumbers('rounds', values.rounds);
const [calls = 0] = wholeNumbers('calls', values.calls);

const server = await startTestServer(process.env, 'bench:client');
try {
  const url = new URL(server.url);
  url.pathname = '/bench_client';
  const admin = new Client(server.url);
  await admin.connect();
  await admin.query('DROP DATABASE IF EXISTS bench_client');
  await admin.query('CREATE DATABASE bench_client');
  await admin.end();
  const client = new Client(url.href);
  await client.connect();
  await migrateDatabase(client, join(import.meta.dirname, '../prisma/migrations'));
  await client.end();
  const rows = await measureClients(url.href, { rounds, calls });
  printTable("A query through a component's client, against the same without it", rows);
  await saveResults('client', { queries: rows });
} finally {
  await server.stop();
}
