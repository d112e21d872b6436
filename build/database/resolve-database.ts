import { loadEnvironment } from '../environment/load-environment.ts';

/** Which database a project uses: one of its own choice, or the embedded one. */
export type DatabaseChoice =
  { readonly kind: 'external'; readonly url: string } | { readonly kind: 'embedded' };

/**
 * `DATABASE_URL` in the environment or in `.env` (the environment wins) names the database; without it the
 * project uses the embedded one, which `acquireDatabase` starts. Nothing is started here.
 */
export async function resolveDatabase(projectDir: string, env: NodeJS.ProcessEnv): Promise<DatabaseChoice> {
  const { DATABASE_URL: url } = await loadEnvironment(projectDir, env);
  return url === undefined ? { kind: 'embedded' } : { kind: 'external', url };
}
