import { type SqlNode } from '../../../postgres/sql/sql-statement.ts';
import { touched } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const domainConstraint: Rule = {
  name: 'domain-constraint',
  class: 'locks',
  judge: (statement) =>
    addsConstraint(statement.node)
      ? touched(statement, 'type', 'create', 'alter').map((object) => ({
          object,
          what: `puts a rule on domain "${object.name}": it, or a later change of it, is checked in every table that uses the domain, all locked meanwhile`,
          instead: 'Put a CHECK on each column, NOT VALID first.',
        }))
      : [],
};

function addsConstraint(node: SqlNode): boolean {
  if ('CreateDomainStmt' in node) return (node.CreateDomainStmt.constraints ?? []).length > 0;
  // "C" adds a constraint, "O" makes it NOT NULL.
  return 'AlterDomainStmt' in node && ['C', 'O'].includes(node.AlterDomainStmt.subtype ?? '');
}
