import path from 'node:path';
import { type Command } from 'commander';
import { type ExitCode, type RegisterCommand } from '../../command.ts';
import { type DatabaseCall, type DatabaseOptions } from './database-call.ts';

type Action = (call: DatabaseCall, args: readonly string[]) => Promise<ExitCode>;

export const registerDbCommand: RegisterCommand = (program, io, exit) => {
  const db = program.command('db').description('the embedded PostgreSQL for development');
  const add = (name: string, description: string, action: Action): Command => {
    const command = db
      .command(name)
      .description(description)
      .option('--project <dir>', 'the project', '.')
      .option('--json', 'print one JSON object and nothing else', false);
    return command.action(async () => {
      const options = command.opts<DatabaseOptions>();
      const projectDir = path.resolve(io.cwd, options.project);
      exit(await action({ projectDir, io, options }, command.args));
    });
  };

  add('start', 'start it and keep it running until "tessera db stop"', async (call) =>
    (await import('./db-actions.ts')).start(call),
  );
  add('stop', 'end what "tessera db start" began', async (call) =>
    (await import('./db-actions.ts')).stop(call),
  )
    .option('--force', 'stop it under those who use it', false)
    .option('--wait', 'wait until those who use it have left', false);
  add('status', 'say whether it runs, where, and who uses it', async (call) =>
    (await import('./db-actions.ts')).status(call),
  );
  add('url', 'print the URL of the database the project uses (it contains the password)', async (call) =>
    (await import('./db-actions.ts')).url(call),
  );
  add('psql [arguments...]', 'open a prompt; arguments after -- go to psql', async (call, args) =>
    (await import('./psql.ts')).psql(call, args),
  );
  add(
    'mark [environment]',
    'say whether DATABASE_URL is production, or mark it: "production", "development"',
    async (call, args) => (await import('./db-actions.ts')).mark(call, args),
  );
  add('reset', 'throw the database away and everything in it', async (call) =>
    (await import('./db-actions.ts')).reset(call),
  )
    .option('--yes', 'do not ask', false)
    .option('--force', 'even while somebody uses it', false);
};
