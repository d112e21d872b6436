import { touched } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const dropSchema: Rule = {
  name: 'drop-schema',
  class: 'destructive',
  judge: (statement) => {
    const [schema] = touched(statement, 'schema', 'drop');
    if (schema) {
      return [
        {
          object: schema,
          what: `drops schema "${schema.name}" and whatever is in it`,
          instead: 'Drop the tables one by one, each by its owner, and the empty schema last.',
        },
      ];
    }
    if (statement.kind !== 'DropdbStmt' && statement.kind !== 'DropOwnedStmt') return [];
    return [
      {
        object: { kind: 'other', schema: undefined, name: '', touch: 'drop', offset: statement.start },
        what: 'drops everything a database or a role has',
        instead: 'Keep this out of migrations: it belongs to whoever runs the server.',
      },
    ];
  },
};
