import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';
import { presentValue } from './present-value.ts';

interface StopOptions extends CommonOptions {
  readonly force: boolean;
  readonly wait: boolean;
}

export const registerDbStop: RegisterCommand = (db, io, exit) => {
  projectCommand(db, 'stop', 'end what "tessera db start" began')
    .option('--force', 'stop it under those who use it', false)
    .option('--wait', 'wait until those who use it have left', false)
    .action(async (options: StopOptions) => {
      const { stopEmbedded } = await import('../../../../use-cases/database/stop-embedded.ts');
      const { force, wait } = options;
      const outcome = await stopEmbedded({ projectDir: projectDirOf(options, io), force, wait });
      const describe = ({ wasRunning }: { wasRunning: boolean }) => [
        wasRunning ? 'PostgreSQL stopped' : 'PostgreSQL was not running',
      ];
      exit(await presentValue(outcome, options, io, describe));
    });
};
