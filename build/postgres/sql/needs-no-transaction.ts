import { type SqlStatement } from './sql-statement.ts';

/** Kinds that PostgreSQL never runs as a part of a transaction. */
const alone = new Set([
  'CreatedbStmt',
  'DropdbStmt',
  'AlterSystemStmt',
  'CreateTableSpaceStmt',
  'DropTableSpaceStmt',
]);

/** Whether PostgreSQL runs a statement outside of transactions only: `CONCURRENTLY`, `VACUUM`, what is about whole databases. */
export function needsNoTransaction({
  kind,
  node,
  text,
}: Pick<SqlStatement, 'kind' | 'node' | 'text'>): boolean {
  if (alone.has(kind)) return true;
  if ('VacuumStmt' in node) return node.VacuumStmt.is_vacuumcmd === true;
  if ('IndexStmt' in node) return node.IndexStmt.concurrent === true;
  if ('DropStmt' in node) return node.DropStmt.concurrent === true;
  if ('ReindexStmt' in node)
    return /^reindex\s*(\([^)]*\bconcurrently\b|\w+\s+concurrently\b|database\b|system\b|schema\b)/i.test(
      text,
    );
  if (!('AlterTableStmt' in node)) return false;
  return (node.AlterTableStmt.cmds ?? []).some((command) => {
    const part = 'AlterTableCmd' in command ? command.AlterTableCmd.def : undefined;
    return part !== undefined && 'PartitionCmd' in part && part.PartitionCmd.concurrent === true;
  });
}
