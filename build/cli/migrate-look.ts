import path from 'node:path';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnosticsOf, exitCodeOf } from '../diagnostics/outcome.ts';
import { DatabaseError } from '../database/database-error.ts';
import { diskFiles } from '../files/disk-files.ts';
import { type HistoryLook, lookAtHistory } from '../migrate/look-at-history.ts';
import { migrateCodes } from '../migrate/migrate-codes.ts';
import { EngineError } from '../schema-engine/engine-error.ts';
import { type LoadedProject, loadProject } from '../project/load-project.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from './command.ts';

/** What a `tessera migrate` command looks at. */
export interface MigrateLook extends LoadedProject {
  readonly projectDir: string;
  readonly history: HistoryLook;
}

/** What it has to say. */
export interface MigrateAnswer<Result> {
  readonly exitCode: ExitCode;
  readonly diagnostics: readonly Diagnostic[];
  readonly result?: Result;
}

/**
 * Looks at project and migrations, and answers; with problems in the schemas there is nothing to compare migrations with, and
 * these are the answer.
 */
export async function answerFromHistory<Result>(
  { project }: Pick<CommonOptions, 'project'>,
  io: Pick<CommandIo, 'cwd'>,
  answer: (look: MigrateLook) => Promise<MigrateAnswer<Result>>,
  { forget = [] }: { readonly forget?: readonly string[] } = {},
): Promise<MigrateAnswer<Result> & { readonly projectDir: string }> {
  const projectDir = path.resolve(io.cwd, project);
  const loaded = await loadProject(projectDir);
  if (loaded.kind !== 'done') {
    return { projectDir, exitCode: exitCodeOf(loaded), diagnostics: diagnosticsOf(loaded) };
  }
  const look = loaded.value;
  const history = await lookAtHistory({ ...look, forget }, diskFiles);
  try {
    return { projectDir, ...(await answer({ ...look, projectDir, history })) };
  } catch (error) {
    return { projectDir, exitCode: 2, diagnostics: [describeEnvironment(error)] };
  }
}

/** There is no server to replay migrations on, or it cannot be used; anything else is a bug of ours. */
export function describeEnvironment(error: unknown): Diagnostic {
  const code = migrateCodes.noServer;
  if (error instanceof DatabaseError) {
    return {
      code,
      severity: 'error',
      message: error.message,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
    };
  }
  if (!(error instanceof EngineError)) throw error;
  return { code, severity: 'error', message: [error.code, error.message].filter(Boolean).join(': ') };
}
