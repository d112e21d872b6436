import { type RangeVar, type SqlNode } from './sql-statement.ts';

/** A table, as a statement names it. */
interface TableName {
  readonly schema: string | undefined;
  readonly name: string;
}

/** What a statement does to the partitions of a table. */
export interface PartitionChange {
  readonly touch: 'attach' | 'detach';
  readonly partition: TableName;
  readonly parent: TableName;
}

/** `CREATE TABLE … PARTITION OF`, `ATTACH PARTITION` and `DETACH PARTITION`. */
export function partitionChanges(node: SqlNode): PartitionChange[] {
  if ('CreateStmt' in node) {
    const { relation, partbound, inhRelations = [] } = node.CreateStmt;
    if (!partbound) return [];
    return inhRelations.flatMap((parent) =>
      'RangeVar' in parent ? change('attach', relation, parent.RangeVar) : [],
    );
  }
  if (!('AlterTableStmt' in node)) return [];
  const { relation, cmds = [] } = node.AlterTableStmt;
  return cmds.flatMap((command) => {
    if (!('AlterTableCmd' in command)) return [];
    const { subtype, def } = command.AlterTableCmd;
    if (!def || !('PartitionCmd' in def)) return [];
    if (subtype === 'AT_AttachPartition') return change('attach', def.PartitionCmd.name, relation);
    return subtype === 'AT_DetachPartition' ? change('detach', def.PartitionCmd.name, relation) : [];
  });
}

function change(
  touch: PartitionChange['touch'],
  partition: RangeVar | undefined,
  parent: RangeVar | undefined,
): PartitionChange[] {
  return [{ touch, partition: tableName(partition), parent: tableName(parent) }];
}

function tableName(relation: RangeVar | undefined): TableName {
  return { schema: relation?.schemaname, name: relation?.relname ?? '' };
}
