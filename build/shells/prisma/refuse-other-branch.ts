import { join } from 'node:path';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { EngineError } from '../../postgres/connection/engine-error.ts';
import { listPendingMigrations } from '../../prisma-engine/list-pending-migrations.ts';

/**
 * Why `prisma db push` must not run: the database has migrations that are not in this folder. It was last used on
 * another branch, and what its components have there is not in this schema: a push would drop it.
 *
 * @returns nothing when there is no such migration, or no database yet
 */
export async function refuseOtherBranch(
  url: string,
  { projectDir, migrationsDir }: Pick<ProjectConfig, 'projectDir' | 'migrationsDir'>,
): Promise<Diagnostic[]> {
  const state = await listPendingMigrations({ url }, join(projectDir, migrationsDir)).catch(
    (error: unknown) => {
      if (error instanceof EngineError) return undefined; // Prisma says it better, in a moment
      throw error;
    },
  );
  if (!state || state.unknown.length === 0) return [];
  const names = state.unknown.map((name) => `"${name}"`).join(', ');
  return [
    {
      code: 'MIGRATION.OTHER_BRANCH',
      severity: 'error',
      message: `The database has ${names}, which is not in ${migrationsDir} here: it was used on another branch, and pushing this schema would drop what that one made.`,
      hint: 'Use a database of its own for this branch (DATABASE_URL), or go back to the branch that has the migration.',
    },
  ];
}
