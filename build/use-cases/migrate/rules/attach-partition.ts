import { alterParts, quoteObject } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const attachPartition: Rule = {
  name: 'attach-partition',
  class: 'locks',
  judge: (statement, context) =>
    alterParts(statement, context).flatMap(({ command: { subtype, def }, object }) => {
      const partition = def && 'PartitionCmd' in def ? def.PartitionCmd : undefined;
      if (subtype === 'AT_AttachPartition') {
        return [
          {
            object,
            what: `attaches a partition to ${quoteObject(object)} and reads all its rows, while nobody can read or write them`,
            instead: 'Give the new partition a valid CHECK of its bounds first; then no row is read.',
          },
        ];
      }
      if (subtype !== 'AT_DetachPartition' || partition?.concurrent === true) return [];
      return [
        {
          object,
          what: `detaches a partition of ${quoteObject(object)} with an ACCESS EXCLUSIVE lock on the whole table`,
          instead: 'Put DETACH PARTITION … CONCURRENTLY into a migration of its own, as its only statement.',
        },
      ];
    }),
};
