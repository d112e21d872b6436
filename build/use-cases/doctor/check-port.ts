import { describeOwner, isApplicationOf } from '../../config/port/choose-dev-port.ts';
import { tryPort } from '../../config/port/try-port.ts';
import { findPortOwner } from '../../config/port/port-owner.ts';
import { environmentNames } from '../../config/environment-names.ts';
import { loadEnvironment } from '../../config/load-environment.ts';
import { type Check } from './finding.ts';

/** The port `npm run dev` and `npm start` would serve on. */
export const checkPort: Check = async ({ projectDir, env }) => {
  const wanted = await readPort(projectDir, env);
  const port = Number(wanted);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    const { envFile } = await environmentNames(projectDir);
    const message = `PORT is "${wanted}": it must be a number from 0 to 65535.`;
    return [{ check: 'port', status: 'error', message, mend: `PORT=3000 in ${envFile} or the environment` }];
  }
  const answer = await tryPort(port);
  if ('port' in answer) return [{ check: 'port', status: 'ok', message: `port ${port} is free` }];
  const owner = findPortOwner(port);
  if (isApplicationOf(projectDir, owner)) {
    return [{ check: 'port', status: 'ok', message: `this project is served on port ${port} (tessera dev)` }];
  }
  const reason =
    answer.refused === 'EADDRINUSE'
      ? `is in use by ${describeOwner(owner)}`
      : `cannot be used here (${answer.refused})`;
  const mend = `npm run dev -- --port ${port < 65_535 ? port + 1 : 3000}`;
  return [{ check: 'port', status: 'warning', about: 'machine', message: `Port ${port} ${reason}.`, mend }];
};

async function readPort(projectDir: string, env: NodeJS.ProcessEnv): Promise<string> {
  try {
    return (await loadEnvironment(projectDir, env))['PORT'] ?? '3000';
  } catch {
    // That .env cannot be read is another check's finding.
    return env['PORT'] ?? '3000';
  }
}
