// npm run bench:migrate: what planning, checking and deploying a long history costs, each command a process of its own,
// and what a backfill of a large table costs the application that works on it.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startTestServer } from '../build/postgres/embedded/start-test-server.ts';
import { measureBackfill } from './migrate/backfill/measure-backfill.ts';
import { measureCommands } from './migrate/measure-commands.ts';
import { measureDeploy } from './migrate/measure-deploy.ts';
import { writeHistory } from './migrate/write-history.ts';
import { printTable, type Row, saveResults } from './measurements.ts';
import { wholeNumbers } from './read-sizes.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    sizes: { type: 'string', default: '50,500' },
    rounds: { type: 'string', default: '3' },
    'native-engine': { type: 'string' },
    rows: { type: 'string', default: '1000000' },
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '20' },
    limit: { type: 'string', default: '60' },
  },
});
if (![undefined, 'history', 'backfill'].includes(values.only)) {
  throw new Error(`--only takes history or backfill, not "${String(values.only)}".`);
}
if (values.only !== 'backfill') await benchHistory();
if (values.only !== 'history') await benchBackfill();

async function benchHistory(): Promise<void> {
  const native = values['native-engine'] === undefined ? undefined : resolve(values['native-engine']);
  const rounds = wholeNumber('rounds');
  const commands: Row[] = [];
  const deploy: Row[] = [];
  const server = await startTestServer(process.env, 'bench:migrate');
  try {
    for (const size of wholeNumbers('sizes', values.sizes)) {
      console.log(`\n${size} migrations: writing the project …`);
      const project = await writeHistory(size);
      try {
        const about = { migrations: size, models: project.models };
        commands.push({ ...about, ...(await measureCommands(project.directory, server.url, rounds)) });
        console.table(commands.slice(-1));
        const engines = [undefined, ...(native === undefined ? [] : [native])];
        for (const engine of engines) {
          deploy.push({ ...about, ...(await measureDeploy(project.directory, server.url, rounds, engine)) });
          console.table(deploy.slice(-1));
        }
        await saveResults('migrate', { commands, deploy });
      } finally {
        await project.remove();
      }
    }
  } finally {
    await server.stop();
  }

  printTable(`tessera migrate, median of ${rounds} runs`, commands);
  printTable(`npx prisma migrate, median of ${rounds} runs`, deploy);
  if (native === undefined) {
    console.log(
      "Prisma's native engine was not measured: it is a download. With one at hand: --native-engine FILE.",
    );
  }
}

async function benchBackfill(): Promise<void> {
  const [rows, rate] = [wholeNumber('rows'), wholeNumber('rate')];
  console.log(`\n${rows} rows, ${rate} requests a second: building the application …`);
  const backfill = await measureBackfill({
    rows,
    rate,
    seconds: wholeNumber('seconds'),
    limit: wholeNumber('limit'),
  });
  printTable(`tessera migrate backfill, ${rows} rows, ${rate} requests a second`, backfill);
  await saveResults('migrate', { backfill });
}

function wholeNumber(option: 'rounds' | 'rows' | 'rate' | 'seconds' | 'limit'): number {
  const [number] = wholeNumbers(option, values[option]);
  if (number === undefined) throw new Error(`--${option} takes a whole number.`);
  return number;
}
