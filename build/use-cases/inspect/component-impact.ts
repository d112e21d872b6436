import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { type ComponentUse } from '../../pipeline/graph/component-uses.ts';
import { type ComponentGraph } from '../../pipeline/graph/component-graph.ts';

/** A component that would feel it. */
export interface Dependant {
  readonly name: string;
  /** What it depends on of the affected ones: the component itself, or other dependants. */
  readonly through: readonly string[];
  /** Its fields and imports that refer to these. */
  readonly uses: readonly ComponentUse[];
}

export interface ComponentImpact {
  /** Nearest first, then by name. */
  readonly dependants: readonly Dependant[];
  /** Fields that authors of components it depends on wrote as the other side of its relations. */
  readonly otherSides: readonly ComponentUse[];
}

/** Who depends on a component, through others too. */
export function componentImpact(
  name: string,
  { edges }: ComponentGraph,
  uses: readonly ComponentUse[],
): ComponentImpact {
  const affected = new Set([name]);
  const dependants: string[] = [];
  for (let near = new Set([name]); near.size > 0;) {
    const next = new Set(
      edges.filter(({ from, to }) => near.has(to) && !affected.has(from)).map(({ from }) => from),
    );
    const found = [...next].sort(compareText);
    for (const one of found) affected.add(one);
    dependants.push(...found);
    near = next;
  }
  return {
    dependants: dependants.map((dependant) => ({
      name: dependant,
      through: edges
        .filter(({ from, to }) => from === dependant && to !== dependant && affected.has(to))
        .map(({ to }) => to),
      uses: uses.filter(({ from, to }) => from.name === dependant && affected.has(to.name)),
    })),
    otherSides: uses.filter(
      ({ from, to, kind }) => kind === 'field' && to.name === name && !affected.has(from.name),
    ),
  };
}
