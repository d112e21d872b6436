import { touched } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const truncate: Rule = {
  name: 'truncate',
  class: 'destructive',
  judge: (statement) => {
    const { node } = statement;
    if (!('TruncateStmt' in node)) return [];
    const also =
      node.TruncateStmt.behavior === 'DROP_CASCADE' ? ', and those of every table that refers to it' : '';
    return touched(statement, 'table', 'write').map((object) => ({
      object,
      what: `empties table "${object.name}"${also}`,
      instead: 'Delete the rows you mean, in batches, outside of the migration.',
    }));
  },
};
