import { spawn } from 'node:child_process';
import path from 'node:path';
import { done, environmentFault, type Outcome, refused } from '../../diagnostics/outcome.ts';
import { wrongCall } from '../../diagnostics/wrong-call.ts';
import { diskFiles } from '../../files/disk-files.ts';
import { withAppDatabase } from '../database/with-app-database.ts';

/** What `npm run build` makes and `npm start` runs. */
const builtApplication = 'dist/main.js';

interface Request {
  readonly projectDir: string;
  readonly env: NodeJS.ProcessEnv;
  /** The component's name, the command's name, and its arguments. */
  readonly words: readonly string[];
}

/**
 * Runs a command that a component brings in the built application, which serves nothing meanwhile: on the caller's
 * terminal, with the application's database.
 *
 * @returns refused without a problem when the command refused, and an environment fault without one when it was called
 *   wrongly: it has said so itself.
 */
export function runComponentCommand({ projectDir, env, words }: Request): Promise<Outcome<object>> {
  const main = path.join(projectDir, builtApplication);
  if (diskFiles.entry(main) === undefined) {
    const message = `The commands of components run in the built application, and there is no ${builtApplication}.`;
    return Promise.resolve(environmentFault([wrongCall(message, 'run npm run build first')]));
  }
  const purpose = `tessera ${words.slice(0, 2).join(' ')}`;
  return withAppDatabase({ projectDir, env, purpose }, async (url) => {
    const code = await runOnTerminal(main, words, { cwd: projectDir, env: { ...env, DATABASE_URL: url } });
    if (code === 0) return done({});
    return code === 2 ? environmentFault([]) : refused([], {});
  });
}

function runOnTerminal(
  main: string,
  words: readonly string[],
  { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--enable-source-maps', main, ...words], {
      cwd,
      env,
      stdio: 'inherit',
    });
    // The command ends in its own time, and this process after it. A terminal sends SIGINT to both.
    const pass = (signal: NodeJS.Signals): void => {
      if (signal === 'SIGTERM') child.kill(signal);
    };
    process.on('SIGTERM', pass).on('SIGINT', pass);
    const over = (): void => {
      process.off('SIGTERM', pass).off('SIGINT', pass);
    };
    child.once('error', (error) => {
      over();
      reject(error);
    });
    child.once('close', (code) => {
      over();
      resolve(code ?? 1);
    });
  });
}
