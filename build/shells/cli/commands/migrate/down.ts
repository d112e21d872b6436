import { knownOf, type Outcome } from '../../../../diagnostics/outcome.ts';
import { type MadeDown } from '../../../../use-cases/migrate/rollback/replay-all.ts';
import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { present } from '../../present.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';

interface DownOptions extends CommonOptions {
  readonly check: boolean;
  readonly force: boolean;
}

export const registerMigrateDown: RegisterCommand = (migrate, io, exit) => {
  projectCommand(
    migrate,
    'down [migrations...]',
    'write and test the reverse script (down.sql) of each migration that has none, or of those named',
  )
    .option('--check', 'write nothing; test every reverse script, and miss those that are not there', false)
    .option('--force', 'derive those named anew, also where they were edited by hand', false)
    .action(async (ids: string[], options: DownOptions) => {
      const { writeDowns } = await import('../../../../use-cases/migrate/rollback/write-downs.ts');
      const { json, check, force } = options;
      const projectDir = projectDirOf(options, io);
      const outcome = await writeDowns({ projectDir, ids, check, force, env: io.env });
      const fields = (downs: readonly MadeDown[] = []) => ({
        downs: downs.map(({ id, file, state, ok }) => ({ id, file, state, ok })),
      });
      exit(await present(outcome, { projectDir, json, fields, lines: describe }, io));
    });
};

function describe(outcome: Outcome<readonly MadeDown[]>): string[] {
  const downs = knownOf(outcome) ?? [];
  if (outcome.kind === 'done' && downs.length === 0) return ['every migration has its reverse script'];
  return downs.map(({ id, file, state, ok }) => {
    const words = ok ? 'up, down and up again give the same schema' : 'NOT reversible as it is';
    return `${state === 'derived' ? `wrote ${file}` : `tested ${id}`}: ${words}`;
  });
}
