import { wantsColor } from '../diagnostics/wants-color.ts';
import { type CommandIo, type CommonOptions, type ExitCode, type RegisterCommand } from './command.ts';
import { formatForTool, formatOption, type ReportFormat } from './report-format.ts';

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
  const format = options.format ?? (options.json ? 'json' : 'text');
  const [{ answerFromHistory }, { checkMigrations }, { withReplayDatabase }, { hasErrors }] =
    await Promise.all([
      import('./migrate-look.ts'),
      import('../migrate/check-migrations.ts'),
      import('../migrate/replay/replay-database.ts'),
      import('../diagnostics/sort-diagnostics.ts'),
    ]);
  const {
    exitCode,
    diagnostics,
    projectDir,
    result: count,
  } = await answerFromHistory(options, io, async (look) => {
    const found = await checkMigrations(look.history, (work) =>
      withReplayDatabase(look.projectDir, io.env, work),
    );
    return { exitCode: hasErrors(found) ? 1 : 0, diagnostics: found, result: look.history.migrations.length };
  });
  if (format === 'json') {
    const report = { ok: exitCode === 0, migrations: count ?? null, diagnostics };
    io.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } else if (format !== 'text') {
    io.stdout.write(await formatForTool(format, diagnostics, projectDir, io.env));
  } else {
    const { formatDiagnostics } = await import('../report/format-diagnostics.ts');
    io.stderr.write(formatDiagnostics(diagnostics, { projectDir, color: wantsColor(io.stderr, io.env) }));
    if (exitCode === 0) {
      io.stdout.write(
        `${count === 1 ? '1 migration builds' : `${String(count)} migrations build`} the schema, and each has its owners\n`,
      );
    }
  }
  return exitCode;
}
