import { type ProjectConfig } from '../../config/project-config.ts';
import { type ProjectFiles } from '../../files/project-files.ts';
import { parseScript } from '../sql/parse-script.ts';
import { partitionChanges } from '../sql/partition-change.ts';
import { type SqlStatement } from '../sql/sql-statement.ts';
import { readMigrations } from './read-migrations.ts';

/**
 * The partitions that migrations leave behind, as the lock writes names. Prisma's engine does not look at partitions, unless they are
 * divided themselves: those have to be hidden from it, or it drops them.
 */
export function partitionNames(statements: readonly SqlStatement[], defaultSchema: string): string[] {
  const names = new Set<string>();
  for (const { touch, partition } of statements.flatMap(({ node }) => partitionChanges(node))) {
    const { schema = defaultSchema, name } = partition;
    const full = schema === defaultSchema ? name : `${schema}.${name}`;
    if (touch === 'attach') names.add(full);
    else names.delete(full);
  }
  return [...names].sort();
}

/** Those of the committed migrations; PostgreSQL's parser is loaded only where one of them speaks of partitions. */
export async function readPartitionNames(config: ProjectConfig, files: ProjectFiles): Promise<string[]> {
  const { migrations } = readMigrations(config, files);
  const statements: SqlStatement[] = [];
  for (const { sql } of migrations.filter((one) => /\bpartition\b/i.test(one.sql))) {
    // One that cannot be read hides no partition: no replay, and so no comparison, gets past it.
    statements.push(...((await parseScript(sql)).statements ?? []));
  }
  return partitionNames(statements, config.defaultSchema);
}
