// A client in a process of its own: holds the database of a project until it is killed.
import { acquireDatabase } from '../../../build/postgres/embedded/acquire-database.ts';
import { startTestServer } from '../../../build/postgres/embedded/start-test-server.ts';

const [what, projectDir] = process.argv.slice(2);

async function hold(): Promise<string> {
  if (what === 'test-server') return (await startTestServer({}, 'test')).url;
  return (await acquireDatabase(projectDir ?? '', { purpose: 'hold' })).url;
}

process.stdout.write(`${await hold()}\n`);
// Its own lease would not keep it alive.
setInterval(() => undefined, 60_000);
