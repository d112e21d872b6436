import { type Rule } from './rule.ts';

export const enumValueOrder: Rule = {
  name: 'enum-value-order',
  class: 'note',
  judge: ({ node, objects: [object] }) => {
    if (!('AlterEnumStmt' in node) || !object || node.AlterEnumStmt.oldVal !== undefined) return [];
    if (node.AlterEnumStmt.newValNeighbor !== undefined) return [];
    return [
      {
        object,
        what: `puts '${node.AlterEnumStmt.newVal ?? ''}' behind all other values of "${object.name}", wherever the schema has it: rows sort by that order`,
        instead: "Write ADD VALUE … BEFORE '…' or AFTER '…' where the order matters.",
      },
    ];
  },
};
