import { resolve } from 'node:path';
import { type Row } from '../measurements.ts';
import { columns, runTimed, withDatabase } from './run-timed.ts';

const tessera = resolve(import.meta.dirname, '../../bin/tessera.js');

/** Our own commands on a history nothing of which is applied: the whole of it is planned, recorded and replayed. */
export async function measureCommands(directory: string, serverUrl: string, rounds: number): Promise<Row> {
  return await withDatabase(serverUrl, (url) => {
    const env = { ...process.env, DATABASE_URL: url, TEST_DATABASE_URL: serverUrl };
    const run = (command: string) => runTimed(directory, env, tessera, 'migrate', command, '--json');
    const runs = (command: string) => Array.from({ length: rounds }, () => run(command));
    return {
      // The first run writes the records that the others read.
      ...columns('record', [run('record')]),
      ...columns('plan', runs('plan')),
      ...columns('check', runs('check')),
    };
  });
}
