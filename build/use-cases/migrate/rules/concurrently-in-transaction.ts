import { isRepeatable } from '../../../postgres/sql/is-repeatable.ts';
import { needsNoTransaction } from '../../../postgres/sql/needs-no-transaction.ts';
import { type Rule } from './rule.ts';

export const concurrentlyInTransaction: Rule = {
  name: 'concurrently-in-transaction',
  class: 'locks',
  judge: (statement, { script }) => {
    if (!needsNoTransaction(statement) || script.length === 1 || isRepeatable(script)) return [];
    const { objects, start } = statement;
    const object = objects.find(({ touch }) => touch === 'alter') ?? objects[0];
    return [
      {
        object: object ?? { kind: 'other', schema: undefined, name: '', touch: 'alter', offset: start },
        what: 'keeps the migration from being one transaction: interrupted, a part of it stays, and it cannot be applied again',
        instead:
          'Give it a migration of its own, with DROP INDEX IF EXISTS before each CREATE INDEX CONCURRENTLY.',
      },
    ];
  },
};
