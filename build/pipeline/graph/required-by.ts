/** The part of a component that makes the graph. */
export interface GraphNode {
  readonly name: string;
  readonly requires: readonly { readonly name: string }[];
}

/** Names of everything a component requires, directly or through others; ends in circles too. */
export function requiredBy(name: string, components: readonly GraphNode[]): ReadonlySet<string> {
  const byName = new Map(components.map((component) => [component.name, component]));
  return reach(name, (one) => byName.get(one)?.requires.map((requirement) => requirement.name) ?? []);
}

/** Names of everything that requires a component, directly or through others. */
export function dependantsOf(name: string, components: readonly GraphNode[]): ReadonlySet<string> {
  const dependants = new Map<string, string[]>();
  for (const component of components) {
    for (const requirement of component.requires) {
      dependants.set(requirement.name, [...(dependants.get(requirement.name) ?? []), component.name]);
    }
  }
  return reach(name, (one) => dependants.get(one) ?? []);
}

function reach(start: string, next: (name: string) => readonly string[]): Set<string> {
  const seen = new Set<string>();
  const waiting = [...next(start)];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    waiting.push(...next(name));
  }
  return seen;
}
