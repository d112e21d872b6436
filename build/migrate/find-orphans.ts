import { type ProjectConfig } from '../config/project-config.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../files/project-files.ts';
import { type LockEntries } from '../lock/lock-file.ts';
import { historyNames } from './history-names.ts';
import { migrateCodes } from './migrate-codes.ts';
import { readMigrations } from './read-migrations.ts';

/** Names tables and types that may be dropped although nobody knows whose they are, with commas. */
export const allowDropVariable = 'TESSERA_ALLOW_DROP';

/**
 * Tables and types the migrations made and neither a component nor the lock knows: the next migration would drop them.
 * A component that only deletes a model is not meant: the lock remembers its tables until a migration drops them. So
 * these belong to a folder that was never committed, or to a lock that was lost.
 */
export async function findOrphans(
  config: ProjectConfig,
  lock: LockEntries,
  files: ProjectFiles,
  env: NodeJS.ProcessEnv,
): Promise<Diagnostic[]> {
  const { migrations } = readMigrations(config, files);
  const history = await historyNames(
    migrations.map(({ sql }) => sql),
    config.defaultSchema,
  );
  const known = new Set([
    ...[...lock.values()].flatMap(({ tables, enums }) => [...tables, ...enums]),
    ...(env[allowDropVariable] ?? '').split(',').map((name) => name.trim()),
  ]);
  return [...history.tables, ...history.types]
    .filter((name) => !known.has(name) && name !== '_prisma_migrations')
    .map((name) => ({
      code: migrateCodes.orphan,
      severity: 'error',
      message: `A migration made "${name}", and no component declares it or has it in components.lock.json: going on would drop it.`,
      hint: `Bring back the component's folder, or its entry in components.lock.json, from version control; if it may go with everything in it, say so for this one call: ${allowDropVariable}=${name}`,
    }));
}
