import path from 'node:path';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { wantsColor } from '../diagnostics/wants-color.ts';
import { type CommandIo, type CommonOptions, type ExitCode, type RegisterCommand } from './command.ts';
import { type MigrateAnswer, type MigrateLook } from './migrate-look.ts';

interface RecordOptions extends CommonOptions {
  readonly component: readonly string[];
  readonly join: boolean;
}

/** `tessera migrate record`: writes who owns what in the migrations that have no record yet. */
export const registerMigrateRecord: RegisterCommand = (migrate, io, exit) => {
  migrate
    .command('record [migrations...]')
    .description('write the owner record of each migration that has none, and of those named')
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .option(
      '--component <name>',
      'whom the new migrations are made for; they may change nobody else’s tables (repeatable)',
      (name: string, names: readonly string[]) => [...names, name],
      [],
    )
    .option('--join', 'accept the order in which migrations of two branches stand now', false)
    .action(async (migrations: string[], options: RecordOptions) => {
      exit(await record(migrations, options, io));
    });
};

async function record(again: readonly string[], options: RecordOptions, io: CommandIo): Promise<ExitCode> {
  const { answerFromHistory } = await import('./migrate-look.ts');
  const { exitCode, diagnostics, projectDir, result } = await answerFromHistory(
    options,
    io,
    (look) => write(look, again, options),
    { forget: again },
  );
  const recorded = result ?? [];
  if (options.json) {
    io.stdout.write(`${JSON.stringify({ ok: exitCode === 0, recorded, diagnostics }, null, 2)}\n`);
    return exitCode;
  }
  const { formatDiagnostics } = await import('../report/format-diagnostics.ts');
  io.stderr.write(formatDiagnostics(diagnostics, { projectDir, color: wantsColor(io.stderr, io.env) }));
  const nothing = exitCode === 0 ? 'every migration has its record\n' : 'nothing was written\n';
  io.stdout.write(recorded.length === 0 ? nothing : recorded.map((file) => `wrote ${file}\n`).join(''));
  return exitCode;
}

/** All records or none. */
async function write(
  { history, projectDir }: MigrateLook,
  again: readonly string[],
  { component, join }: RecordOptions,
): Promise<MigrateAnswer<readonly string[]>> {
  const unknown = [
    ...again
      .filter((id) => !history.migrations.some(({ migration }) => migration.id === id))
      .map((id) => refusal('CALL.UNKNOWN_MIGRATION', `There is no migration "${id}" in this project.`)),
    ...component
      .filter((name) => !history.versions.has(name))
      .map((name) => refusal('CALL.UNKNOWN_COMPONENT', `There is no component "${name}" in this project.`)),
  ];
  if (unknown.length > 0) return { exitCode: 2, diagnostics: unknown };
  const [{ recordMigrations }, { hasErrors }, { default: writeFileAtomic }] = await Promise.all([
    import('../migrate/record-migrations.ts'),
    import('../diagnostics/sort-diagnostics.ts'),
    import('write-file-atomic'),
  ]);
  const { files, diagnostics } = recordMigrations(history, {
    join,
    ...(component.length > 0 ? { madeFor: component } : {}),
  });
  for (const [file, text] of files) await writeFileAtomic(path.join(projectDir, file), text);
  return { exitCode: hasErrors(diagnostics) ? 1 : 0, diagnostics, result: files.map(([file]) => file) };
}

function refusal(code: string, message: string): Diagnostic {
  return { code, severity: 'error', message };
}
