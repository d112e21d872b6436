import { type ComponentEdge, type EdgeProblem } from '../../../pipeline/graph/component-graph.ts';

/** Names of fields an edge shows; the rest is counted. */
const shown = 3;

/** What an edge stands for, a few words each: what is wrong with it, the fields that refer, the number of imports. */
export function describeUses({ uses, problem, range }: ComponentEdge): string[] {
  const fields = uses.flatMap((use) => (use.kind === 'field' ? [`${use.model}.${use.field}`] : []));
  const imports = uses.length - fields.length;
  const more = fields.length - shown;
  return [
    ...(problem ? [describeProblem(problem, range)] : []),
    ...(more > 1 ? [...fields.slice(0, shown), `${more} more fields`] : fields),
    ...(imports > 0 ? [imports === 1 ? '1 import' : `${imports} imports`] : []),
  ];
}

function describeProblem(problem: EdgeProblem, range: string | undefined): string {
  switch (problem) {
    case 'missing':
      return 'missing';
    case 'version':
      return `requires ${range ?? ''}`;
    case 'undeclared':
      return 'not required';
    case 'circle':
      return 'in a circle';
  }
}
