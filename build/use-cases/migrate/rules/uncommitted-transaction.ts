import { type SqlStatement } from '../../../postgres/sql/sql-statement.ts';
import { type Rule } from './rule.ts';

export const uncommittedTransaction: Rule = {
  name: 'uncommitted-transaction',
  class: 'note',
  judge: ({ start }, { script }) => {
    const first = script.find(({ node }) => 'TransactionStmt' in node);
    if (first?.start !== start || isOneTransaction(script)) return [];
    return [
      {
        object: { kind: 'other', schema: undefined, name: '', touch: 'alter', offset: start },
        what: 'begins and ends transactions of its own: when a statement fails, what was committed before it stays',
        instead:
          'Leave BEGIN and COMMIT out: the migration is one transaction already. What needs several is several migrations.',
      },
    ];
  },
};

/** One BEGIN, and one COMMIT at the very end: what stands before BEGIN is a part of it, too. */
function isOneTransaction(script: readonly SqlStatement[]): boolean {
  const kinds = script.flatMap(({ node }) => ('TransactionStmt' in node ? [node.TransactionStmt.kind] : []));
  const last = script.at(-1);
  return kinds.join() === 'TRANS_STMT_BEGIN,TRANS_STMT_COMMIT' && last?.kind === 'TransactionStmt';
}
