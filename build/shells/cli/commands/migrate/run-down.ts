import path from 'node:path';
import { knownOf, type Outcome } from '../../../../diagnostics/outcome.ts';
import { writeDowns } from '../../../../use-cases/migrate/rollback/write-downs.ts';
import { type MadeDown } from '../../../../use-cases/migrate/rollback/replay-all.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from '../../command.ts';
import { present } from '../../present.ts';

/** The flags of `tessera migrate down`. */
export interface DownOptions extends CommonOptions {
  readonly check: boolean;
  readonly force: boolean;
}

/** Carries out `tessera migrate down`. */
export async function runMigrateDown(
  ids: readonly string[],
  { project, json, check, force }: DownOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, project);
  const outcome = await writeDowns({ projectDir, ids, check, force, env: io.env });
  const fields = (downs: readonly MadeDown[] = []): object => ({
    downs: downs.map(({ id, file, state, ok }) => ({ id, file, state, ok })),
  });
  return await present(outcome, { projectDir, json, fields, lines: describe }, io);
}

function describe(outcome: Outcome<readonly MadeDown[]>): string[] {
  const downs = knownOf(outcome) ?? [];
  if (outcome.kind === 'done' && downs.length === 0) return ['every migration has its reverse script'];
  return downs.map(({ id, file, state, ok }) => {
    const words = ok ? 'up, down and up again give the same schema' : 'NOT reversible as it is';
    return `${state === 'derived' ? `wrote ${file}` : `tested ${id}`}: ${words}`;
  });
}
