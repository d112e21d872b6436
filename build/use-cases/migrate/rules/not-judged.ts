import { type Rule } from './rule.ts';

const opaque: ReadonlySet<string> = new Set(['DoStmt', 'CallStmt', 'ExecuteStmt']);

export const notJudged: Rule = {
  name: 'not-judged',
  class: 'locks',
  judge: ({ kind, objects: [object], start }) =>
    opaque.has(kind)
      ? [
          {
            object: object ?? { kind: 'other', schema: undefined, name: '', touch: 'alter', offset: start },
            what: 'runs code of which only the database knows what it does',
            instead: 'Write the statements out, or read the code yourself and allow it with a reason.',
          },
        ]
      : [],
};
