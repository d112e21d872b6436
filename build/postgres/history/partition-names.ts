import { type ProjectConfig } from '../../config/project-config.ts';
import { type ProjectFiles } from '../../files/project-files.ts';
import { parseScript } from '../sql/parse-script.ts';
import { isPartition } from './history-object.ts';
import { readMigrations } from './read-migrations.ts';
import { SchemaHistory } from './schema-history.ts';

/**
 * The partitions that migrations leave behind, as the lock writes names. Prisma's engine does not look at partitions, unless they are
 * divided themselves: those have to be hidden from it, or it drops them.
 */
export function partitionNames(history: SchemaHistory): string[] {
  return history
    .objects()
    .filter(isPartition)
    .map((one) => history.fullName(one))
    .sort();
}

/** Those of the committed migrations; PostgreSQL's parser is loaded only where one of them speaks of partitions. */
export async function readPartitionNames(config: ProjectConfig, files: ProjectFiles): Promise<string[]> {
  const { migrations } = readMigrations(config, files);
  if (!migrations.some(({ sql }) => /\bpartition\b/i.test(sql))) return [];
  const history = new SchemaHistory(config.defaultSchema);
  for (const { sql } of migrations) {
    // One that cannot be read hides no partition: no replay, and so no comparison, gets past it.
    for (const statement of (await parseScript(sql)).statements ?? []) history.apply(statement);
  }
  return partitionNames(history);
}
