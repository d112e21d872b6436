import { type Outcome } from '../../../../diagnostics/outcome.ts';
import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { present } from '../../present.ts';
import { collect, projectCommand, projectDirOf } from '../../project-command.ts';

interface RecordOptions extends CommonOptions {
  readonly component: readonly string[];
  readonly join: boolean;
}

/** `tessera migrate record`: writes who owns what in the migrations that have no record yet. */
export const registerMigrateRecord: RegisterCommand = (migrate, io, exit) => {
  projectCommand(
    migrate,
    'record [migrations...]',
    'write the owner record of each migration that has none, and of those named',
  )
    .option(
      '--component <name>',
      'whom the new migrations are made for; they may change nobody else’s tables (repeatable)',
      collect,
      [],
    )
    .option('--join', 'accept the order in which migrations of two branches stand now', false)
    .action(async (again: string[], options: RecordOptions) => {
      const { writeRecords } = await import('../../../../use-cases/migrate/ownership/write-records.ts');
      const { json, component, join } = options;
      const projectDir = projectDirOf(options, io);
      const outcome = await writeRecords({ projectDir, again, madeFor: component, join });
      const fields = (recorded: readonly string[] = []) => ({ recorded });
      exit(await present(outcome, { projectDir, json, fields, lines: describe }, io));
    });
};

function describe(outcome: Outcome<readonly string[]>): string[] {
  if (outcome.kind !== 'done' && outcome.kind !== 'partly') return ['nothing was written'];
  const written = outcome.value.map((file) => `wrote ${file}`);
  return written.length === 0 ? ['every migration has its record'] : written;
}
