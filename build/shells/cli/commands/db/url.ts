import { done, type Outcome } from '../../../../diagnostics/outcome.ts';
import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';
import { presentValue } from './present-value.ts';

/** Starts the embedded one when it is not running, so that the URL can be used. */
export const registerDbUrl: RegisterCommand = (db, io, exit) => {
  const description = 'print the URL of the database the project uses (it contains the password)';
  projectCommand(db, 'url', description).action(async (options: CommonOptions) => {
    const { withAppDatabase } = await import('../../../../use-cases/database/with-app-database.ts');
    const outcome = await withAppDatabase(
      { projectDir: projectDirOf(options, io), env: io.env, purpose: 'tessera db url' },
      (url): Promise<Outcome<{ url: string }>> => Promise.resolve(done({ url })),
    );
    exit(await presentValue(outcome, options, io, ({ url }) => [url]));
  });
};
