import { type SqlObjectKind, type SqlTouch } from './sql-statement.ts';

/** What a statement does to a relation it names at a certain place of its parse tree. */
export interface RelationRole {
  readonly touch: SqlTouch;
  readonly kind: SqlObjectKind;
}

/** By node and field (or by two fields, where PostgreSQL has no name for the node between). Elsewhere a relation is read. */
const roles: Readonly<Record<string, Partial<RelationRole>>> = {
  'CreateStmt.relation': { touch: 'create' },
  'CreateStmt.inhRelations': { touch: 'refer' },
  'into.rel': { touch: 'create' },
  'ViewStmt.view': { touch: 'create', kind: 'view' },
  'CreateSeqStmt.sequence': { touch: 'create', kind: 'sequence' },
  'AlterSeqStmt.sequence': { touch: 'alter', kind: 'sequence' },
  'CompositeTypeStmt.typevar': { touch: 'create', kind: 'type' },
  'IndexStmt.relation': { touch: 'alter' },
  'CreateTrigStmt.relation': { touch: 'alter' },
  'CreateTrigStmt.constrrel': { touch: 'refer' },
  'CreatePolicyStmt.table': { touch: 'alter' },
  'AlterPolicyStmt.table': { touch: 'alter' },
  'RuleStmt.relation': { touch: 'alter' },
  'CreateStatsStmt.relations': { touch: 'alter' },
  'GrantStmt.objects': { touch: 'alter' },
  'VacuumRelation.relation': { touch: 'alter' },
  'ReindexStmt.relation': { touch: 'alter' },
  'ClusterStmt.relation': { touch: 'alter' },
  'LockStmt.relations': { touch: 'alter' },
  'PartitionCmd.name': { touch: 'alter' },
  'Constraint.pktable': { touch: 'refer' },
  'RefreshMatViewStmt.relation': { touch: 'alter', kind: 'view' },
  'InsertStmt.relation': { touch: 'write' },
  'UpdateStmt.relation': { touch: 'write' },
  'DeleteStmt.relation': { touch: 'write' },
  'MergeStmt.relation': { touch: 'write' },
  'TruncateStmt.relations': { touch: 'write' },
};

/** What becomes of a relation that is in a field of a node. */
export function relationRole(parent: string, field: string, node: object): RelationRole {
  const isCopiedInto = parent === 'CopyStmt' && 'is_from' in node;
  return {
    touch: isCopiedInto ? 'write' : 'read',
    kind: 'table',
    ...roles[`${parent}.${field}`],
  };
}
