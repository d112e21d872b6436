// npm run bench:migrate: what planning, checking and deploying a long history costs, each command a process of its own.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startTestServer } from '../build/database/start-test-server.ts';
import { measureCommands } from './migrate/measure-commands.ts';
import { measureDeploy } from './migrate/measure-deploy.ts';
import { writeHistory } from './migrate/write-history.ts';
import { printTable, type Row, saveResults } from './measurements.ts';
import { wholeNumbers } from './read-sizes.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '50,500' },
    rounds: { type: 'string', default: '3' },
    'native-engine': { type: 'string' },
  },
});
const native = values['native-engine'] === undefined ? undefined : resolve(values['native-engine']);
const [rounds = 3] = wholeNumbers('rounds', values.rounds);

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
