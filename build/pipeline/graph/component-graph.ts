import { fitsRange } from '../compose/check-requirements.ts';
import { groupBy } from '../../model/names/group-by.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { type ComponentState } from '../lock/lock-file.ts';
import { type ComponentUse } from './component-uses.ts';
import { isUndeclared } from './is-undeclared.ts';
import { requiredBy } from './required-by.ts';

/** A component, or a required name that no component has. */
export interface ComponentNode {
  readonly name: string;
  /** Undefined when it is missing. */
  readonly version: string | undefined;
  readonly state: ComponentState | 'missing';
}

/** What is wrong with a requirement. */
export type EdgeProblem = 'missing' | 'version' | 'undeclared' | 'circle';

/** One component requires another, or uses it without saying so. */
export interface ComponentEdge {
  readonly from: string;
  readonly to: string;
  /** What component.json says; undefined when it says nothing. */
  readonly range: string | undefined;
  readonly problem: EdgeProblem | undefined;
  /** As they are written, fields before imports. */
  readonly uses: readonly ComponentUse[];
}

export interface ComponentGraph {
  /** By name. */
  readonly nodes: readonly ComponentNode[];
  /** By the names of both ends. */
  readonly edges: readonly ComponentEdge[];
}

/** Who requires and who uses whom; whatever could be read of a project with problems. */
export function componentGraph(
  components: readonly DiscoveredComponent[],
  uses: readonly ComponentUse[],
  states: ReadonlyMap<string, ComponentState>,
): ComponentGraph {
  const byName = new Map(components.map((component) => [component.name, component]));
  const usesByEdge = groupBy(uses, ({ from, to }) => edgeKey(from.name, to.name));
  const edges = new Map<string, ComponentEdge>();
  const isCircular = circleSearch(components);
  for (const component of components) {
    for (const { name: to, range } of component.requires) {
      const required = byName.get(to);
      const key = edgeKey(component.name, to);
      edges.set(key, {
        from: component.name,
        to,
        range,
        problem: !required
          ? 'missing'
          : isCircular(component.name, to)
            ? 'circle'
            : fitsRange(required, range)
              ? undefined
              : 'version',
        uses: usesByEdge.get(key) ?? [],
      });
    }
  }
  for (const use of uses) {
    const [from, to] = [use.from.name, use.to.name];
    const key = edgeKey(from, to);
    if (edges.has(key) || !isUndeclared(use, uses)) continue;
    edges.set(key, { from, to, range: undefined, problem: 'undeclared', uses: usesByEdge.get(key) ?? [] });
  }
  const sorted = [...edges.values()].sort((a, b) => compareText(a.from, b.from) || compareText(a.to, b.to));
  const missing = new Set(sorted.map(({ to }) => to).filter((name) => !byName.has(name)));
  const nodes = [
    ...components.map(({ name, version }) => ({ name, version, state: states.get(name) ?? 'enabled' })),
    ...[...missing].map((name) => ({ name, version: undefined, state: 'missing' as const })),
  ].sort((a, b) => compareText(a.name, b.name));
  return { nodes, edges: sorted };
}

function edgeKey(from: string, to: string): string {
  return JSON.stringify([from, to]);
}

/** Whether a requirement leads back to who has it; remembers what it worked out. */
function circleSearch(components: readonly DiscoveredComponent[]): (from: string, to: string) => boolean {
  const reached = new Map<string, ReadonlySet<string>>();
  return (from, to) => {
    let names = reached.get(to);
    if (!names) reached.set(to, (names = requiredBy(to, components)));
    return from === to || names.has(from);
  };
}
