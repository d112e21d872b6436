import { type SqlNode } from '../../sql/sql-statement.ts';
import { type Rule } from './rule.ts';

export const concurrentlyInTransaction: Rule = {
  name: 'concurrently-in-transaction',
  class: 'locks',
  judge: ({ node, objects, start }, { script }) => {
    if (!isConcurrent(node) || script.length === 1) return [];
    const object = objects.find(({ touch }) => touch === 'alter') ?? objects[0];
    return [
      {
        object: object ?? { kind: 'other', schema: undefined, name: '', touch: 'alter', offset: start },
        what: 'PostgreSQL refuses CONCURRENTLY beside other statements: Prisma sends a migration as one piece, which is one transaction',
        instead: 'Give it a migration of its own, as its only statement.',
      },
    ];
  },
};

function isConcurrent(node: SqlNode): boolean {
  if ('IndexStmt' in node) return node.IndexStmt.concurrent === true;
  if ('DropStmt' in node) return node.DropStmt.concurrent === true;
  return false;
}
