import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';
import { presentValue } from './present-value.ts';

export const registerDbStart: RegisterCommand = (db, io, exit) => {
  const description = 'start it and keep it running until "tessera db stop"';
  projectCommand(db, 'start', description).action(async (options: CommonOptions) => {
    const { startEmbedded } = await import('../../../../use-cases/database/start-embedded.ts');
    const outcome = await startEmbedded(projectDirOf(options, io), io.env);
    const describe = ({ port, alreadyRunning }: { port: number; alreadyRunning: boolean }) => [
      alreadyRunning
        ? `PostgreSQL was started already, on 127.0.0.1:${port}`
        : `PostgreSQL runs on 127.0.0.1:${port} until "tessera db stop"`,
    ];
    exit(await presentValue(outcome, options, io, describe));
  });
};
