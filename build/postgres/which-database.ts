import { loadEnvironment } from '../config/load-environment.ts';

/** The databases that a project's settings name; this file is the only one that reads these variables. */
export interface NamedDatabases {
  /** Of the running application: `DATABASE_URL`. Undefined: the embedded one. */
  readonly app: string | undefined;
  /**
   * Of everything that migrates, or that reads a database on behalf of a migration: `MIGRATION_DATABASE_URL`, else that of
   * the application.
   */
  readonly migration: string | undefined;
  /** An empty one to replay migrations in: `SHADOW_DATABASE_URL`. */
  readonly shadow: string | undefined;
  /** A server that tests and replays may make databases on: `TEST_DATABASE_URL`. */
  readonly test: string | undefined;
}

/** Whose database a command works with. */
export type DatabaseUse = 'app' | 'migration';

/** Which database a project uses: one of its own choice, or the embedded one. */
export type DatabaseChoice =
  { readonly kind: 'external'; readonly url: string } | { readonly kind: 'embedded' };

/** @param settings the environment with `.env`; a variable that is set but empty counts as unset */
export function namedDatabases(settings: Readonly<Record<string, string | undefined>>): NamedDatabases {
  const read = (name: string): string | undefined => settings[name] || undefined;
  const app = read('DATABASE_URL');
  return {
    app,
    migration: read('MIGRATION_DATABASE_URL') ?? app,
    shadow: read('SHADOW_DATABASE_URL'),
    test: read('TEST_DATABASE_URL'),
  };
}

/**
 * The database of a project from the environment or `.env` (the environment wins); without a name the embedded one, which
 * `acquireDatabase` starts. Nothing is started here.
 */
export async function resolveDatabase(
  projectDir: string,
  env: NodeJS.ProcessEnv,
  use: DatabaseUse,
): Promise<DatabaseChoice> {
  const url = namedDatabases(await loadEnvironment(projectDir, env))[use];
  return url === undefined ? { kind: 'embedded' } : { kind: 'external', url };
}
