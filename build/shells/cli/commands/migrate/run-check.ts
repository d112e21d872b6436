import { diagnosticsOf, exitCodeOf, judged, type Outcome } from '../../../../diagnostics/outcome.ts';
import { checkMigrations } from '../../../../use-cases/migrate/check-migrations.ts';
import { withHistory } from '../../../../use-cases/migrate/load-history.ts';
import { withReplayDatabase } from '../../../../use-cases/migrate/replay/replay-database.ts';
import { type CommandIo, type ExitCode } from '../../command.ts';
import { present } from '../../present.ts';
import { formatForTool, type ReportFormat } from '../../report-format.ts';

/** Carries out `tessera migrate check`. */
export async function runMigrateCheck(
  projectDir: string,
  format: ReportFormat,
  io: CommandIo,
): Promise<ExitCode> {
  const outcome = await withHistory(projectDir, async ({ history }) => {
    const found = await checkMigrations(history, (work) => withReplayDatabase(projectDir, io.env, work));
    return judged(history.migrations.length, found);
  });
  if (format === 'github' || format === 'sarif') {
    io.stdout.write(await formatForTool(format, diagnosticsOf(outcome), projectDir, io.env));
    return exitCodeOf(outcome);
  }
  const fields = (count?: number): object => ({ migrations: count ?? null });
  return await present(outcome, { projectDir, json: format === 'json', fields, lines: describe }, io);
}

function describe(outcome: Outcome<number>): string[] {
  if (outcome.kind !== 'done') return [];
  const builds = outcome.value === 1 ? '1 migration builds' : `${String(outcome.value)} migrations build`;
  return [`${builds} the schema, and each has its owners`];
}
