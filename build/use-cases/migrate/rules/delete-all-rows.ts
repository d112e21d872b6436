import { touched } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const deleteAllRows: Rule = {
  name: 'delete-all-rows',
  class: 'destructive',
  judge: (statement) => {
    const { node } = statement;
    if (!('DeleteStmt' in node) || node.DeleteStmt.whereClause) return [];
    return touched(statement, 'table', 'write')
      .slice(0, 1)
      .map((object) => ({
        object,
        what: `deletes every row of "${object.name}"`,
        instead: 'Say with WHERE which rows you mean.',
      }));
  },
};
