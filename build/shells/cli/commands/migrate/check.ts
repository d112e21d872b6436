import path from 'node:path';
import { type CommandIo, type CommonOptions, type ExitCode, type RegisterCommand } from '../../command.ts';
import { formatOption, type ReportFormat } from '../../report-format.ts';

interface CheckOptions extends CommonOptions {
  readonly format?: ReportFormat;
}

/** `tessera migrate check`, for CI: what is wrong with the committed migrations. */
export const registerMigrateCheck: RegisterCommand = (migrate, io, exit) => {
  migrate
    .command('check')
    .description('for CI: replay the migrations, and check their records, owners, branches and drift')
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .addOption(formatOption())
    .action(async (options: CheckOptions) => {
      exit(await check(options, io));
    });
};

async function check(options: CheckOptions, io: CommandIo): Promise<ExitCode> {
  const { runMigrateCheck } = await import('./run-check.ts');
  const format = options.format ?? (options.json ? 'json' : 'text');
  return await runMigrateCheck(path.resolve(io.cwd, options.project), format, io);
}
