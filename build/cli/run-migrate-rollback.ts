import path from 'node:path';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { loadEnvironment } from '../environment/load-environment.ts';
import { guardDatabase } from '../migrate/guard/guard-database.ts';
import { guardEmbedded } from '../migrate/guard/guard-embedded.ts';
import { type RollbackTarget } from '../migrate/rollback/plan-rollback.ts';
import { withMigrationDatabase } from '../migrate/with-migration-database.ts';
import { parseConnectionUrl } from '../schema-engine/connection-options.ts';
import { closeSession, openSession } from '../schema-engine/open-session.ts';
import { type CommandIo, type ExitCode } from './command.ts';
import { lookAtProject } from './look-at-project.ts';
import { type RollbackOptions } from './migrate-rollback-command.ts';
import { describeEnvironment } from './migrate-look.ts';
import { rollBack } from './roll-back.ts';
import { printRollback, type RollbackAnswer } from './rollback-report.ts';

const command = 'tessera migrate rollback';

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
  const settings = await loadEnvironment(projectDir, io.env);
  const isNamed = (settings['MIGRATION_DATABASE_URL'] ?? settings['DATABASE_URL']) !== undefined;
  const refused = isNamed ? [] : guardEmbedded(settings, command);
  if (refused.length > 0) return tell({ exitCode: 1, diagnostics: refused });
  try {
    return await withMigrationDatabase(projectDir, io.env, command, async ({ url }) => {
      const reasons = await guardDatabase({ projectDir, env: io.env, url, command });
      if (reasons.length > 0) return tell({ exitCode: 1, diagnostics: reasons });
      const session = await openSession(parseConnectionUrl(url, projectDir));
      try {
        return await rollBack({ session, look, target, options, io, tell });
      } finally {
        await closeSession(session);
      }
    });
  } catch (error) {
    return tell({ exitCode: 2, diagnostics: [describeEnvironment(error)] });
  }
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
