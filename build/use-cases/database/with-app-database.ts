import { type Outcome } from '../../diagnostics/outcome.ts';
import { acquireDatabase } from '../../postgres/embedded/acquire-database.ts';
import { parseConnectionUrl } from '../../postgres/connection/connection-options.ts';
import { resolveDatabase } from '../../postgres/which-database.ts';
import { inProject } from './in-project.ts';

/** Works with the URL of the database that the application uses; the embedded one is started, and kept meanwhile. */
export function withAppDatabase<Value>(
  { projectDir, env, purpose }: { projectDir: string; env: NodeJS.ProcessEnv; purpose: string },
  work: (url: string) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  return inProject(projectDir, async () => {
    const choice = await resolveDatabase(projectDir, env, 'app');
    if (choice.kind === 'external') {
      // What other programs are told of a URL that is none, they print, with its password.
      parseConnectionUrl(choice.url, projectDir);
      return await work(choice.url);
    }
    const lease = await acquireDatabase(projectDir, { purpose });
    try {
      return await work(lease.url);
    } finally {
      await lease.release();
    }
  });
}
