import { type SqlObjectKind } from '../../../postgres/sql/sql-statement.ts';
import { type Rule } from './rule.ts';

const kinds: readonly SqlObjectKind[] = [
  'view',
  'type',
  'sequence',
  'function',
  'trigger',
  'policy',
  'extension',
];

export const dropObject: Rule = {
  name: 'drop-object',
  class: 'destructive',
  judge: ({ objects }, { script }) =>
    objects
      .filter(({ kind, touch }) => touch === 'drop' && kinds.includes(kind))
      // Prisma changes an enum by making a new one, and drops the one it renamed before in the same migration.
      .filter(
        ({ kind, name }) =>
          !script.some((one) =>
            one.objects.some(
              (other) => other.kind === kind && other.touch === 'rename' && other.newName === name,
            ),
          ),
      )
      .map((object) => ({
        object,
        what: `drops ${object.kind} "${object.name}": queries and code of the version that runs may still use it`,
        instead: 'Stop using it in one release and drop it in a later one.',
      })),
};
