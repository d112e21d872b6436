import { statSync } from 'node:fs';
import path from 'node:path';
import { type Command } from 'commander';
import { type CommandIo, type CommonOptions, type ExitCode, type RegisterCommand } from '../../command.ts';
import { type DatabaseCall, type DatabaseOptions } from './database-call.ts';

type Action = (call: DatabaseCall, options: DatabaseOptions, args: readonly string[]) => Promise<ExitCode>;

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
      exit(await run(io, options, (call) => action(call, options, command.args)));
    });
  };

  add('start', 'start it and keep it running until "tessera db stop"', async (call) =>
    (await import('./db-actions.ts')).start(call),
  );
  add('stop', 'end what "tessera db start" began', async (call, options) =>
    (await import('./db-actions.ts')).stop(call, options),
  )
    .option('--force', 'stop it under those who use it', false)
    .option('--wait', 'wait until those who use it have left', false);
  add('status', 'say whether it runs, where, and who uses it', async (call) =>
    (await import('./db-actions.ts')).status(call),
  );
  add('url', 'print the URL of the database the project uses (it contains the password)', async (call) =>
    (await import('./db-actions.ts')).url(call),
  );
  add('psql [arguments...]', 'open a prompt; arguments after -- go to psql', async (call, options, args) =>
    (await import('./psql.ts')).psql(call, options, args),
  );
  add(
    'mark [environment]',
    'say whether DATABASE_URL is production, or mark it: "production", "development"',
    async (call, _options, args) => (await import('./mark.ts')).mark(call, args),
  );
  add('reset', 'throw the database away and everything in it', async (call, options) =>
    (await import('./db-actions.ts')).reset(call, options),
  )
    .option('--yes', 'do not ask', false)
    .option('--force', 'even while somebody uses it', false);
};

async function run(
  io: CommandIo,
  { project, json }: CommonOptions,
  action: (call: DatabaseCall) => Promise<ExitCode>,
): Promise<ExitCode> {
  const refuse = (code: ExitCode, message: string, hint?: string): ExitCode => {
    if (json) io.stdout.write(`${JSON.stringify({ ok: false, message, hint }, null, 2)}\n`);
    else io.stderr.write(`${message}\n${hint === undefined ? '' : `  hint: ${hint}\n`}`);
    return code;
  };
  const say = (result: object, lines: readonly string[]): void => {
    const text = json ? JSON.stringify({ ok: true, ...result }, null, 2) : lines.join('\n');
    io.stdout.write(`${text}\n`);
  };
  const projectDir = path.resolve(io.cwd, project);
  if (!statSync(projectDir, { throwIfNoEntry: false })?.isDirectory()) {
    return refuse(2, `"${project}" is not a folder.`);
  }
  const { toDatabaseError } = await import('../../../../postgres/embedded/database-error.ts');
  try {
    return await action({ projectDir, io, say, refuse });
  } catch (error) {
    const { message, hint } = toDatabaseError(error, 'The embedded database is not usable');
    return refuse(2, message, hint);
  }
}
