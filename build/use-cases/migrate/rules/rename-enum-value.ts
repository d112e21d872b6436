import { type Rule } from './rule.ts';

export const renameEnumValue: Rule = {
  name: 'rename-enum-value',
  class: 'destructive',
  judge: ({ node, objects: [object] }) =>
    'AlterEnumStmt' in node && node.AlterEnumStmt.oldVal !== undefined && object
      ? [
          {
            object,
            what: `renames '${node.AlterEnumStmt.oldVal}' of enum "${object.name}": the version that runs fails on the new word and writes the old one`,
            instead: 'Rename the value in the schema and keep the word in the database with `@map`.',
          },
        ]
      : [],
};
