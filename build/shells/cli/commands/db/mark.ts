import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';
import { presentValue } from './present-value.ts';

export const registerDbMark: RegisterCommand = (db, io, exit) => {
  projectCommand(
    db,
    'mark [environment]',
    'say whether DATABASE_URL is production, or mark it: "production", "development"',
  ).action(async (wanted: string | undefined, options: CommonOptions) => {
    const { markDatabase } = await import('../../../../use-cases/database/mark-database.ts');
    const projectDir = projectDirOf(options, io);
    const outcome = await markDatabase({
      projectDir,
      env: io.env,
      ...(wanted !== undefined && { wanted }),
    });
    exit(
      await presentValue(outcome, options, io, ({ database, host, production }) => [
        `The database "${database}" on ${host} is ${production ? '' : 'not '}marked as production.`,
      ]),
    );
  });
};
