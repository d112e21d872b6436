import { startTestServer } from '../../postgres/embedded/start-test-server.ts';
import { type ProjectConfig } from '../../config/project-config.ts';
import { discoverMigrations } from '../../pipeline/discover/discover-migrations.ts';
import { diskFiles } from '../../files/disk-files.ts';
import { externalNames } from '../../pipeline/lock/external-names.ts';
import { type LockEntries } from '../../pipeline/lock/lock-file.ts';
import { readPartitionNames } from '../../postgres/history/partition-names.ts';
import { readScript } from '../../postgres/sql/read-script.ts';
import { diffSchemas } from '../../prisma-engine/diff-schemas.ts';

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
 * @throws EngineError when the migrations cannot be replayed, DatabaseError when there is no server to do it on,
 *   UnreadableScriptError when PostgreSQL cannot read the result, as SQL between quotes in the schema can have it
 */
export async function planSchemaChange(project: PlannedProject, env: NodeJS.ProcessEnv): Promise<string> {
  const sql = await compareWithMigrations(project, env);
  await readScript(sql);
  return sql;
}

async function compareWithMigrations(
  { config, lock, schema }: PlannedProject,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const to = {
    kind: 'files' as const,
    files: schema.map(({ path, text }) => [path, text] as const),
  };
  const partitions = await readPartitionNames(config, diskFiles);
  const external = externalNames(lock, [config.defaultSchema, 'public'], partitions);
  // A folder whose SQL cannot be read counts: the replay says what is wrong with it.
  if (discoverMigrations(config, diskFiles).length === 0) {
    const { text, isEmpty } = await diffSchemas({ kind: 'empty' }, to, { external });
    return isEmpty ? '' : text;
  }
  const server = await startTestServer(env, 'tessera component');
  try {
    const { text, isEmpty } = await diffSchemas(
      { kind: 'migrations', dir: `${config.projectDir}/${config.migrationsDir}` },
      to,
      { target: { url: server.url }, external },
    );
    return isEmpty ? '' : text;
  } finally {
    await server.stop();
  }
}
