import { startTestServer } from '../database/start-test-server.ts';
import { type ProjectConfig } from '../config/project-config.ts';
import { externalNames } from '../lock/external-names.ts';
import { type LockEntries } from '../lock/lock-file.ts';
import { diffSchemas } from '../schema-engine/diff-schemas.ts';

/** What a project would be after a decision. */
export interface PlannedProject {
  readonly config: ProjectConfig;
  readonly lock: LockEntries;
  readonly schema: readonly { readonly path: string; readonly text: string }[];
}

/**
 * What the next migration would do: from what the committed migrations build, replayed in a database of its own, to
 * the schema as it would be. No database of the project is asked.
 *
 * @returns SQL; empty when the schema is what the migrations build
 * @throws EngineError when the migrations cannot be replayed, DatabaseError when there is no server to do it on
 */
export async function planSchemaChange(
  { config, lock, schema }: PlannedProject,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const server = await startTestServer(env, 'tessera component');
  try {
    const { text, isEmpty } = await diffSchemas(
      { kind: 'migrations', dir: `${config.projectDir}/${config.migrationsDir}` },
      { kind: 'files', files: schema.map((file) => [file.path, file.text]) },
      { target: { url: server.url }, external: externalNames(lock, [config.defaultSchema, 'public']) },
    );
    return isEmpty ? '' : text;
  } finally {
    await server.stop();
  }
}
