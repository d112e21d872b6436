import path from 'node:path';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { migrateCodes } from '../migrate/migrate-codes.ts';
import { type RollbackTarget } from '../migrate/rollback/plan-rollback.ts';
import { type CommandIo, type ExitCode } from './command.ts';
import { lookAtProject } from './look-at-project.ts';
import { type RollbackOptions } from './migrate-rollback-command.ts';
import { rollBack } from './roll-back.ts';
import { printRollback, type RollbackAnswer } from './rollback-report.ts';
import { withMigrationDatabase } from './with-migration-database.ts';

/** Shows what would go and what would be lost, asks, and reverses it. */
export async function runMigrateRollback(options: RollbackOptions, io: CommandIo): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, options.project);
  const tell = async (answer: RollbackAnswer): Promise<ExitCode> => {
    await printRollback(answer, projectDir, options, io);
    return answer.exitCode;
  };
  const target = readTarget(options);
  if ('code' in target) return tell({ exitCode: 2, diagnostics: [target] });
  const { look, diagnostics, exitCode } = await lookAtProject(projectDir);
  if (!look) return tell({ exitCode, diagnostics });
  const database = await withMigrationDatabase(
    { projectDir, env: io.env, command: 'tessera migrate rollback' },
    migrateCodes.noServer,
    ({ session }) => rollBack({ session, look, target, options, io, tell }),
  );
  if (database.ok) return database.result;
  const isGuarded = database.reasons.some(({ code }) => code.startsWith('GUARD.'));
  return tell({ exitCode: isGuarded ? 1 : 2, diagnostics: database.reasons });
}

function readTarget({ to, steps }: RollbackOptions): RollbackTarget | Diagnostic {
  const refuse = (message: string): Diagnostic => ({ code: 'CALL.INVALID', severity: 'error', message });
  if (to !== undefined && steps !== undefined) return refuse('Give either --to or --steps.');
  if (to !== undefined) return { kind: 'to', id: to };
  if (steps === undefined) return { kind: 'steps', steps: 1 };
  return /^[1-9]\d{0,5}$/.test(steps)
    ? { kind: 'steps', steps: Number(steps) }
    : refuse(`--steps takes a whole number from 1 on, not "${steps}".`);
}
