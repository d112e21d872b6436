import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { isTerminal } from '../../is-terminal.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';
import { presentValue } from './present-value.ts';

interface ResetOptions extends CommonOptions {
  readonly yes: boolean;
  readonly force: boolean;
}

export const registerDbReset: RegisterCommand = (db, io, exit) => {
  projectCommand(db, 'reset', 'throw the database away and everything in it')
    .option('--yes', 'do not ask', false)
    .option('--force', 'even while it is in use', false)
    .action(async (options: ResetOptions) => {
      const { resetEmbedded } = await import('../../../../use-cases/database/reset-embedded.ts');
      const { yes, force, json } = options;
      const projectDir = projectDirOf(options, io);
      /** Undefined: there is no terminal to ask on. */
      const confirm = async (): Promise<boolean | undefined> => {
        if (yes) return true;
        if (json || !isTerminal(io)) return undefined;
        const prompts = await import('@clack/prompts');
        const message = `Throw away the development database of ${projectDir} and everything in it?`;
        return (await prompts.confirm({ message, initialValue: false })) === true;
      };
      const outcome = await resetEmbedded({ projectDir, env: io.env, force, confirm });
      const describe = () => ['The database is gone; the next start makes a new one.'];
      exit(await presentValue(outcome, options, io, describe));
    });
};
