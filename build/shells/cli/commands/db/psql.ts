import { done, environmentFault, type Outcome, refused } from '../../../../diagnostics/outcome.ts';
import { wrongCall } from '../../../../diagnostics/wrong-call.ts';
import { type CommandIo, type CommonOptions, type RegisterCommand } from '../../command.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';
import { presentValue } from './present-value.ts';

/** A psql from the PATH when there is one, otherwise a small prompt of ours. */
export const registerDbPsql: RegisterCommand = (db, io, exit) => {
  const description = 'open a prompt; arguments after -- go to psql';
  projectCommand(db, 'psql [arguments...]', description).action(
    async (args: string[], options: CommonOptions) => {
      if (options.json) {
        const refusal = environmentFault<object>([
          wrongCall('psql talks to people: --json is of no use here.'),
        ]);
        exit(await presentValue(refusal, options, io));
        return;
      }
      const { withAppDatabase } = await import('../../../../use-cases/database/with-app-database.ts');
      const projectDir = projectDirOf(options, io);
      const request = { projectDir, env: io.env, purpose: 'tessera db psql' };
      const outcome = await withAppDatabase(request, (url) => talk(url, args, { ...io, cwd: projectDir }));
      exit(await presentValue(outcome, options, io));
    },
  );
};

/** @returns refused without a problem when a statement failed: psql, or the prompt, has shown it */
async function talk(url: string, args: readonly string[], io: CommandIo): Promise<Outcome<object>> {
  const { runPsql } = await import('../../../../use-cases/database/run-psql.ts');
  const code = await runPsql(url, args, io.env);
  if (code !== undefined) return code === 0 ? done({}) : refused([], {});
  if (args.length > 0) {
    return environmentFault([
      wrongCall('There is no psql on the PATH to pass arguments to.', 'install it, or pipe SQL in'),
    ]);
  }
  const { runSqlPrompt } = await import('./sql-prompt.ts');
  return (await runSqlPrompt(url, io)) ? done({}) : refused([], {});
}
