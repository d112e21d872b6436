import { type Outcome } from '../../../../diagnostics/outcome.ts';
import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { present } from '../../present.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';
import { formatOption, type ReportFormat } from '../../report-format.ts';

interface CheckOptions extends CommonOptions {
  readonly format?: ReportFormat;
}

/** `tessera migrate check`, for CI: what is wrong with the committed migrations. */
export const registerMigrateCheck: RegisterCommand = (migrate, io, exit) => {
  projectCommand(
    migrate,
    'check',
    'for CI: replay the migrations, and check their records, owners, branches and drift',
  )
    .addOption(formatOption())
    .action(async (options: CheckOptions) => {
      const { checkProjectMigrations } =
        await import('../../../../use-cases/migrate/check-project-migrations.ts');
      const { json, format } = options;
      const projectDir = projectDirOf(options, io);
      const outcome = await checkProjectMigrations(projectDir, io.env);
      const fields = (count?: number) => ({ migrations: count ?? null });
      exit(await present(outcome, { projectDir, json, format, fields, lines: describe }, io));
    });
};

function describe(outcome: Outcome<number>): string[] {
  if (outcome.kind !== 'done') return [];
  const builds = outcome.value === 1 ? '1 migration builds' : `${outcome.value} migrations build`;
  return [`${builds} the schema, and each has its owners`];
}
