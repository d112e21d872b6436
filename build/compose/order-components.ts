import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { compareText } from '../diagnostics/sort-diagnostics.ts';
import { type DiscoveredComponent } from '../discover/discovered-component.ts';
import { composeCodes } from './compose-codes.ts';

export interface ComponentOrder<Component> {
  /** Everything after what it requires, ties by name. */
  readonly ordered: readonly Component[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The order in which components are mounted; a circle is reported once, with its way round. */
export function orderComponents<Component extends DiscoveredComponent>(
  components: readonly Component[],
): ComponentOrder<Component> {
  const waiting = new Map(
    [...components]
      .sort((a, b) => compareText(a.name, b.name))
      .map((component) => [component.name, component]),
  );
  const ordered: Component[] = [];
  const diagnostics: Diagnostic[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].find(
      ({ requires }) => !requires.some(({ name }) => waiting.has(name)),
    );
    const next = ready ?? breakCircle(waiting, diagnostics);
    ordered.push(next);
    waiting.delete(next.name);
  }
  return { ordered, diagnostics };
}

/** Nothing can be mounted next, so a walk along the requirements must come back to where it was. */
function breakCircle<Component extends DiscoveredComponent>(
  waiting: ReadonlyMap<string, Component>,
  diagnostics: Diagnostic[],
): Component {
  const way: Component[] = [];
  let [current] = waiting.values();
  while (current && !way.includes(current)) {
    way.push(current);
    const next = current.requires.find(({ name }) => waiting.has(name));
    current = next && waiting.get(next.name);
  }
  const circle = fromSmallest(way.slice(way.findIndex((component) => component === current)));
  const [first] = circle;
  if (!first) throw new Error('a circle of requirements has at least one member');
  diagnostics.push(describe(first, circle));
  return first;
}

/** The same circle is written the same way, wherever the walk came into it. */
function fromSmallest<Component extends DiscoveredComponent>(circle: readonly Component[]): Component[] {
  const names = circle.map(({ name }) => name);
  const start = names.indexOf([...names].sort(compareText)[0] ?? '');
  return [...circle.slice(start), ...circle.slice(0, start)];
}

function describe(first: DiscoveredComponent, circle: readonly DiscoveredComponent[]): Diagnostic {
  const following = (index: number) => circle[(index + 1) % circle.length] ?? first;
  const places = circle.map((component, index) => ({
    component: component.name,
    message: `"${component.name}" requires "${following(index).name}"`,
    ...(component.requires.find(({ name }) => name === following(index).name)?.location ?? {
      file: component.path,
      line: 1,
      column: 1,
    }),
  }));
  const [{ file, line, column, length } = { file: first.path, line: 1, column: 1, length: 1 }] = places;
  return {
    code: composeCodes.dependencyCycle,
    severity: 'error',
    component: first.name,
    message: `Components require each other in a circle: ${[...circle, first].map(({ name }) => name).join(' -> ')}.`,
    hint: 'Remove one of these requirements.',
    location: { file, line, column, ...(length ? { length } : {}) },
    // Every requirement on the way, the first one too: each with the words that say what it is.
    ...(places.length > 1 ? { related: places } : {}),
  };
}
