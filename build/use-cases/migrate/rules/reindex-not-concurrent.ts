import { type Rule } from './rule.ts';

export const reindexNotConcurrent: Rule = {
  name: 'reindex-not-concurrent',
  class: 'locks',
  judge: ({ node, objects, start }) => {
    if (!('ReindexStmt' in node)) return [];
    const isConcurrent = (node.ReindexStmt.params ?? []).some(
      (parameter) => 'DefElem' in parameter && parameter.DefElem.defname === 'concurrently',
    );
    if (isConcurrent) return [];
    const object = objects[0] ?? {
      kind: 'other' as const,
      schema: undefined,
      name: node.ReindexStmt.name ?? '',
      touch: 'alter' as const,
      offset: start,
    };
    return [
      {
        object,
        what: `builds the indexes of "${object.name}" again, with a lock that keeps writers out and most readers`,
        instead: 'Use REINDEX CONCURRENTLY, outside of migrations: it changes no schema.',
      },
    ];
  },
};
