import { judged, type Outcome } from '../../diagnostics/outcome.ts';
import { checkMigrations } from './check-migrations.ts';
import { withHistory } from './load-history.ts';
import { withReplayDatabase } from './replay/replay-database.ts';

/**
 * What is wrong with the committed migrations of a project.
 *
 * @returns how many there are
 */
export async function checkProjectMigrations(
  projectDir: string,
  env: NodeJS.ProcessEnv,
): Promise<Outcome<number>> {
  return await withHistory(projectDir, async ({ history }) => {
    const found = await checkMigrations(history, (work) => withReplayDatabase(projectDir, env, work));
    return judged(history.migrations.length, found);
  });
}
