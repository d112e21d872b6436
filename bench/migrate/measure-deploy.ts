import { resolve } from 'node:path';
import { type Row } from '../measurements.ts';
import { columns, runTimed, withDatabase } from './run-timed.ts';

const ours = resolve(import.meta.dirname, '../../bin/schema-engine.js');
const prisma = resolve(import.meta.dirname, '../../node_modules/prisma/build/index.js');

/** The official command line: the whole history into an empty database, then with nothing left to do. */
export async function measureDeploy(
  directory: string,
  serverUrl: string,
  rounds: number,
  native: string | undefined,
): Promise<Row> {
  const all: Record<'deploy' | 'again' | 'status', ReturnType<typeof runTimed>>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    all.push(
      await withDatabase(serverUrl, (url) => {
        const env = { ...process.env, DATABASE_URL: url, PRISMA_SCHEMA_ENGINE_BINARY: native ?? ours };
        const run = (command: string) => runTimed(directory, env, prisma, 'migrate', command);
        return { deploy: run('deploy'), again: run('deploy'), status: run('status') };
      }),
    );
  }
  return {
    engine: native === undefined ? 'ours' : 'native',
    ...columns(
      'deploy',
      all.map(({ deploy }) => deploy),
    ),
    ...columns(
      'nothing to deploy',
      all.map(({ again }) => again),
    ),
    ...columns(
      'status',
      all.map(({ status }) => status),
    ),
  };
}
