import { wantsColor } from '../diagnostics/wants-color.ts';
import { type Change } from '../migrate/expand/change.ts';
import { type MigrationFolder } from '../migrate/expand/make-folders.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from './command.ts';
import { type MigrateAnswer } from './migrate-look.ts';

/** The first thing that is open. */
export interface StepQuestion {
  readonly message: string;
  /** Flags, as they are typed, one of which answers it. */
  readonly choices: readonly string[];
}

/** What expand or contract has done. */
export interface StepReport {
  readonly kind: 'written' | 'dry-run' | 'nothing' | 'finished' | 'asked';
  /** Relative to the project. */
  readonly files: readonly string[];
  readonly changes?: readonly Change[];
  readonly migrations?: readonly MigrationFolder[];
  readonly backfills?: readonly string[];
  readonly removed?: readonly string[];
  /** What a terminal can be asked. */
  readonly question?: StepQuestion;
}

/** One JSON object, or words. */
export async function printStep(
  step: 'expand' | 'contract',
  { exitCode, diagnostics, projectDir, result }: MigrateAnswer<StepReport> & { readonly projectDir: string },
  { json }: Pick<CommonOptions, 'json'>,
  io: CommandIo,
): Promise<ExitCode> {
  if (json) {
    const { files = [], changes = [], migrations = [], backfills = [], removed = [] } = result ?? {};
    const told = {
      ok: exitCode === 0,
      changes,
      migrations: migrations.map(({ id, files: list }) => ({ id, sql: sqlOf({ id, files: list }) })),
      backfills,
      files,
      removed,
      diagnostics,
    };
    io.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
    return exitCode;
  }
  const { formatDiagnostics } = await import('../report/format-diagnostics.ts');
  io.stderr.write(formatDiagnostics(diagnostics, { projectDir, color: wantsColor(io.stderr, io.env) }));
  io.stdout.write(
    describe(step, result)
      .map((line) => `${line}\n`)
      .join(''),
  );
  return exitCode;
}

function describe(step: 'expand' | 'contract', result: StepReport | undefined): string[] {
  switch (result?.kind) {
    case undefined:
    case 'asked':
      return ['nothing was written'];
    case 'nothing':
      return ['no change here needs steps: npx prisma migrate dev'];
    case 'finished':
      return [...result.files.map((file) => `wrote ${file}`), 'the last step was not whole; now it is'];
    case 'dry-run':
      return [
        ...result.files.map((file) => `would write ${file}`),
        ...(result.migrations ?? []).flatMap((one) => ['', `-- ${one.id}`, sqlOf(one).trim()]),
      ];
    case 'written':
      return [
        ...result.files.map((file) => `wrote ${file}`),
        ...(result.removed ?? []).map((file) => `removed ${file}`),
        ...(step === 'expand'
          ? nextSteps(result)
          : ['next: npx prisma migrate dev here, npx prisma migrate deploy where it runs']),
      ];
  }
}

function nextSteps({ backfills = [] }: StepReport): string[] {
  const fill = backfills.map((name) => `tessera migrate backfill ${name}`);
  return [
    `next: ${['npx prisma migrate deploy', ...fill, 'roll out the next version', 'tessera migrate contract'].join(', then ')}`,
  ];
}

function sqlOf({ files }: MigrationFolder): string {
  return files.find(([name]) => name === 'migration.sql')?.[1] ?? '';
}
