import TinyQueue from 'tinyqueue';
import { InternalError } from '../../diagnostics/internal-error.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { describeCircle } from './describe-circle.ts';
import { RequirementWalk } from './requirement-walk.ts';

export interface ComponentOrder<Component> {
  /** Everything after what it requires, ties by name. */
  readonly ordered: readonly Component[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The order in which components are mounted, seeded and listed; a circle is reported once, with its way round.
 * Takes n log n steps for n components and requirements, and the length of each circle's message.
 */
export function orderComponents<Component extends DiscoveredComponent>(
  components: readonly Component[],
): ComponentOrder<Component> {
  const byName = [...components].sort((a, b) => compareText(a.name, b.name));
  const waiting = new Map(byName.map((component) => [component.name, component]));
  const names = [...waiting.keys()];
  const dependants = new Map(names.map((name): [string, string[]] => [name, []]));
  /** How many requirements of a component are still to come. */
  const open = new Map<string, number>();
  for (const { name, requires } of waiting.values()) {
    const present = requires.filter((requirement) => waiting.has(requirement.name));
    for (const requirement of present) dependants.get(requirement.name)?.push(name);
    open.set(name, present.length);
  }

  const ready = new TinyQueue(
    names.filter((name) => open.get(name) === 0),
    compareText,
  );
  const walk = new RequirementWalk(waiting, names);
  const ordered: Component[] = [];
  const diagnostics: Diagnostic[] = [];
  while (waiting.size > 0) {
    const name = ready.pop() ?? breakCircle(walk, diagnostics);
    const next = waiting.get(name);
    if (!next) continue; // it broke a circle before it was ready
    ordered.push(next);
    waiting.delete(name);
    for (const dependant of dependants.get(name) ?? []) {
      const left = (open.get(dependant) ?? 0) - 1;
      open.set(dependant, left);
      if (left === 0) ready.push(dependant);
    }
  }
  return { ordered, diagnostics };
}

/** Nothing can come next: the first by name of a circle does. */
function breakCircle(walk: RequirementWalk, diagnostics: Diagnostic[]): string {
  const circle = walk.nextCircle();
  const [first] = circle;
  if (!first) throw new InternalError('a circle of requirements has at least one member');
  diagnostics.push(describeCircle(first, circle));
  return first.name;
}
