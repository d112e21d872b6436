import { types } from 'node:util';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../../files/project-files.ts';
import { externalNames } from '../../pipeline/lock/external-names.ts';
import { type LockEntries } from '../../pipeline/lock/lock-file.ts';
import { historyNames } from '../../postgres/history/history-names.ts';
import { migrateCodes } from './migrate-codes.ts';
import { type Migration, readMigrations } from '../../postgres/history/read-migrations.ts';
import { withReplayDatabase } from './replay/replay-database.ts';
import { replayHistory } from './replay/replay-history.ts';

/** Names tables and types that may be dropped although they have no owner, with commas. */
export const allowDropVariable = 'TESSERA_ALLOW_DROP';

/** The project as Prisma is about to compare it with its migrations. */
export interface ComparedProject {
  readonly config: ProjectConfig;
  readonly lock: LockEntries;
  /** The composed schema. */
  readonly schema: readonly { readonly path: string; readonly text: string }[];
  /** From `readPartitionNames`. */
  readonly partitions: readonly string[];
}

/**
 * Tables and types the migrations made, neither a component nor the lock knows, and Prisma's own comparison would drop.
 * A component that only deletes a model is not meant: the lock remembers its tables until a migration drops them. So
 * these belong to a folder that was never committed, or to a lock that was lost. What Prisma does not look at (partitions, views) is not dropped and not reported.
 */
export async function findOrphans(
  project: ComparedProject,
  files: ProjectFiles,
  env: NodeJS.ProcessEnv,
): Promise<Diagnostic[]> {
  const { config, lock } = project;
  const { migrations, diagnostics } = readMigrations(config, files);
  const history = await historyNames(
    migrations.map(({ sql }) => sql),
    config.defaultSchema,
  );
  const known = new Set([
    ...[...lock.values()].flatMap(({ tables, enums }) => [...tables, ...enums]),
    ...(env[allowDropVariable] ?? '').split(',').map((name) => name.trim()),
  ]);
  const unknown = [...history.tables, ...history.types].filter(
    (name) => !known.has(name) && name !== '_prisma_migrations',
  );
  // A replay takes a second: it is made only where something is in question.
  if (unknown.length === 0) return [];
  if (diagnostics.length > 0) return [...diagnostics];
  const dropped = await findDropped(project, migrations, env);
  if (dropped.state === 'broken') return [...dropped.diagnostics];
  if (dropped.state === 'unknown') {
    return unknown.map((name) =>
      orphan(name, `whether going on would drop it is not known (${dropped.reason})`),
    );
  }
  return unknown
    .filter((name) => dropped.names.has(name))
    .map((name) => orphan(name, 'going on would drop it'));
}

function orphan(name: string, consequence: string): Diagnostic {
  return {
    code: migrateCodes.orphan,
    severity: 'error',
    message: `A migration made "${name}", and no component declares it or has it in components.lock.json: ${consequence}.`,
    hint: `Bring back the component's folder, or its entry in components.lock.json, from version control; if it may go with everything in it, say so for this one call: ${allowDropVariable}=${name}`,
  };
}

type Dropped =
  | { readonly state: 'known'; readonly names: ReadonlySet<string> }
  | { readonly state: 'broken'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly state: 'unknown'; readonly reason: string };

/** What the next migration would drop, as the lock writes names. */
async function findDropped(
  { config, lock, schema, partitions }: ComparedProject,
  migrations: readonly Migration[],
  env: NodeJS.ProcessEnv,
): Promise<Dropped> {
  const input = {
    migrationsDir: `${config.projectDir}/${config.migrationsDir}`,
    migrations,
    schemaFiles: schema.map(({ path, text }): [string, string] => [path, text]),
    external: externalNames(lock, [config.defaultSchema, 'public'], partitions),
    literals: [],
  };
  try {
    const replay = await withReplayDatabase(config.projectDir, env, (target) => replayHistory(input, target));
    if (!replay.ok) return { state: 'broken', diagnostics: replay.diagnostics };
    const drops = replay.next.statements
      .flatMap(({ objects }) => objects)
      .filter(({ touch, column }) => touch === 'drop' && column === undefined);
    const names = drops.map(({ schema: place, name }) =>
      place === undefined || place === config.defaultSchema ? name : `${place}.${name}`,
    );
    return { state: 'known', names: new Set(names) };
  } catch (error) {
    const message = types.isNativeError(error) ? error.message : String(error);
    return { state: 'unknown', reason: message.split('\n')[0] ?? '' };
  }
}
