import { DatabaseError } from '../../postgres/embedded/database-error.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { environmentFault, type Outcome, unchanged } from '../../diagnostics/outcome.ts';
import { diskFiles } from '../../files/disk-files.ts';
import { type LoadedProject, loadProject } from '../../pipeline/project/load-project.ts';
import { EngineError } from '../../postgres/connection/engine-error.ts';
import { type HistoryLook, lookAtHistory } from './look-at-history.ts';
import { migrateCodes } from './migrate-codes.ts';

/** A project and its committed migrations with their owners. */
export interface LoadedHistory extends LoadedProject {
  readonly projectDir: string;
  readonly history: HistoryLook;
}

/**
 * Loads project and migrations for `work`. With problems in the schemas there is nothing to compare migrations with: the
 * problems are the outcome. So is a server that migrations cannot be replayed on.
 *
 * @param forget migrations whose records count as missing
 */
export async function withHistory<Value>(
  projectDir: string,
  work: (loaded: LoadedHistory) => Promise<Outcome<Value>>,
  forget: readonly string[] = [],
): Promise<Outcome<Value>> {
  const loaded = await loadProject(projectDir);
  if (loaded.kind !== 'done') return unchanged(loaded);
  const history = await lookAtHistory({ ...loaded.value, forget }, diskFiles);
  try {
    return await work({ ...loaded.value, projectDir, history });
  } catch (error) {
    return environmentFault([noServer(error)]);
  }
}

/** There is no server to replay migrations on, or it cannot be used; anything else is a bug of ours and thrown again. */
export function noServer(error: unknown): Diagnostic {
  const code = migrateCodes.noServer;
  if (error instanceof DatabaseError) {
    const { message, hint } = error;
    return { code, severity: 'error', message, ...(hint !== undefined && { hint }) };
  }
  if (!(error instanceof EngineError)) throw error;
  return { code, severity: 'error', message: [error.code, error.message].filter(Boolean).join(': ') };
}
