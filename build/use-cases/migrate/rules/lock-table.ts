import { touched } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const lockTable: Rule = {
  name: 'lock-table',
  class: 'locks',
  judge: (statement) =>
    'LockStmt' in statement.node
      ? touched(statement, 'table', 'alter').map((object) => ({
          object,
          what: `locks table "${object.name}" until the migration has ended`,
          instead: 'Leave the lock out: each statement takes the one it needs.',
        }))
      : [],
};
