import { environmentNames } from '../../config/environment-names.ts';
import { done, type Outcome } from '../../diagnostics/outcome.ts';
import { type DatabaseStatus, readDatabaseStatus } from '../../postgres/embedded/control-database.ts';
import { resolveDatabase } from '../../postgres/which-database.ts';
import { inProject } from './in-project.ts';

/** `external`: the project uses a database of its own, and nothing embedded. */
export type ProjectDatabase = DatabaseStatus & {
  readonly external: boolean;
  /** The variable that names a database of its own. */
  readonly variable?: string;
};

/** How the project's database is doing; starts nothing. */
export function showStatus(projectDir: string, env: NodeJS.ProcessEnv): Promise<Outcome<ProjectDatabase>> {
  return inProject<ProjectDatabase>(projectDir, async () => {
    const { kind } = await resolveDatabase(projectDir, env, 'app');
    if (kind === 'external') {
      const { databaseUrlFrom: variable } = await environmentNames(projectDir);
      return done({ external: true, variable, running: false });
    }
    return done({ external: false, ...(await readDatabaseStatus(projectDir)) });
  });
}
