import { environmentFault, type Outcome } from '../../diagnostics/outcome.ts';
import { missingProject } from '../../pipeline/project/load-project.ts';
import { EngineError } from '../../postgres/connection/engine-error.ts';
import { toDatabaseError } from '../../postgres/embedded/database-error.ts';
import { migrateCodes } from '../migrate/migrate-codes.ts';

/**
 * Works with the database of a project that exists.
 *
 * @returns what `work` gives; `environment` without a project, or when the database cannot be had
 */
export async function inProject<Value>(
  projectDir: string,
  work: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const missing = missingProject(projectDir);
  if (missing) return missing;
  try {
    return await work();
  } catch (error) {
    const code = migrateCodes.noServer;
    if (error instanceof EngineError) {
      // In Prisma's words, which go over several lines.
      const message = error.message.replaceAll(/\s*\n\s*/g, ' ');
      return environmentFault([{ code, severity: 'error', message }]);
    }
    const { message, hint } = toDatabaseError(error, 'The embedded database is not usable');
    return environmentFault([{ code, severity: 'error', message, ...(hint !== undefined && { hint }) }]);
  }
}
