import { type SqlNode } from '../../../postgres/sql/sql-statement.ts';
import { alterParts, touched } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

const rewriting: ReadonlySet<string | undefined> = new Set([
  'AT_SetLogged',
  'AT_SetUnLogged',
  'AT_SetTableSpace',
  'AT_SetAccessMethod',
]);

export const rewriteTable: Rule = {
  name: 'rewrite-table',
  class: 'rewrites',
  judge: (statement, context) => {
    const altered = alterParts(statement, context).filter(({ command }) => rewriting.has(command.subtype));
    const whole = isFullVacuum(statement.node) ? touched(statement, 'table', 'alter') : [];
    return [...altered.map(({ object }) => object), ...whole].map((object) => ({
      object,
      what: `writes the whole of "${object.name}" again while nobody can read or write`,
      instead: 'Use pg_repack, outside of migrations: no schema changes here.',
    }));
  },
};

function isFullVacuum(node: SqlNode): boolean {
  if ('ClusterStmt' in node) return true;
  if (!('VacuumStmt' in node)) return false;
  return (node.VacuumStmt.options ?? []).some(
    (option) => 'DefElem' in option && option.DefElem.defname === 'full',
  );
}
