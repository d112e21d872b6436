import { done, type Outcome } from '../../diagnostics/outcome.ts';
import { type DatabaseStatus, readDatabaseStatus } from '../../postgres/embedded/control-database.ts';
import { resolveDatabase } from '../../postgres/which-database.ts';
import { inProject } from './in-project.ts';

/** `external`: the project uses a database of its own, and nothing embedded. */
export type ProjectDatabase = DatabaseStatus & { readonly external: boolean };

/** How the project's database is doing; starts nothing. */
export function showStatus(projectDir: string, env: NodeJS.ProcessEnv): Promise<Outcome<ProjectDatabase>> {
  return inProject<ProjectDatabase>(projectDir, async () => {
    const { kind } = await resolveDatabase(projectDir, env, 'app');
    if (kind === 'external') return done({ external: true, running: false });
    return done({ external: false, ...(await readDatabaseStatus(projectDir)) });
  });
}
