import { type Rule } from './rule.ts';

export const moveSchema: Rule = {
  name: 'move-schema',
  class: 'destructive',
  judge: ({ node, objects }) => {
    const object = objects.find(({ kind, touch }) =>
      'RenameStmt' in node ? kind === 'schema' && touch === 'rename' : touch === 'alter',
    );
    if (!object || !('RenameStmt' in node || 'AlterObjectSchemaStmt' in node)) return [];
    return [
      {
        object,
        what: `moves "${object.name}" out of its schema: the version that runs no longer finds it`,
        instead: 'Make the new one beside the old one, fill it, and drop the old one in a later release.',
      },
    ];
  },
};
