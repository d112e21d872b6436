import { type ComponentGraph } from '../../../pipeline/graph/component-graph.ts';
import { type ComponentUse } from '../../../pipeline/graph/component-uses.ts';

/** What `tessera graph --json` says about components and requirements. */
export function graphJson({ nodes, edges }: ComponentGraph) {
  return {
    components: nodes.map(({ name, version, state }) => ({ name, version: version ?? null, state })),
    requirements: edges.map(({ from, to, range, problem, uses }) => ({
      from,
      to,
      range: range ?? null,
      problem: problem ?? null,
      uses: uses.map(useJson),
    })),
  };
}

/** One use in JSON: what refers to what, and where. */
export function useJson(use: ComponentUse) {
  const { file, line, column } = use.location;
  const location = { file, line, column };
  if (use.kind === 'import') return { kind: use.kind, imports: use.file, location };
  const { kind, name } = use.target;
  return { kind: use.kind, model: use.model, field: use.field, refersTo: { kind, name }, location };
}
