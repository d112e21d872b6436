import { type Rule } from './rule.ts';

export const refreshNotConcurrent: Rule = {
  name: 'refresh-not-concurrent',
  class: 'locks',
  judge: ({ node, objects: [object] }) =>
    'RefreshMatViewStmt' in node && node.RefreshMatViewStmt.concurrent !== true && object
      ? [
          {
            object,
            what: `fills materialized view "${object.name}" again while nobody can read it`,
            instead: 'Use REFRESH MATERIALIZED VIEW CONCURRENTLY; it needs a unique index on the view.',
          },
        ]
      : [],
};
