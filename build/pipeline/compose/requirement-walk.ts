import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';

/**
 * Looks for circles among components that all wait for each other: starts at the smallest by name and follows first
 * requirements, so that it must come back to where it was. The way up to the circle is kept for the next one: of it
 * only the end can be gone by then, as nothing is taken before what it requires. No step is taken twice.
 */
export class RequirementWalk {
  readonly #waiting: ReadonlyMap<string, DiscoveredComponent>;
  /** Sorted; those before `#smallest` are gone. */
  readonly #names: readonly string[];
  #smallest = 0;
  readonly #way: DiscoveredComponent[] = [];
  /** Where a component is on the way. */
  readonly #places = new Map<string, number>();

  /** @param waiting every one requires another one of them; it shrinks between the calls */
  constructor(waiting: ReadonlyMap<string, DiscoveredComponent>, names: readonly string[]) {
    this.#waiting = waiting;
    this.#names = names;
  }

  /** Each component requires the next one, the last the first, which is the smallest by name. */
  nextCircle(): DiscoveredComponent[] {
    let current = this.#backToWaiting() ?? this.#start();
    while (current && !this.#places.has(current.name)) {
      this.#places.set(current.name, this.#way.length);
      this.#way.push(current);
      current = this.#follow(current);
    }
    const circle = this.#way.splice(this.#places.get(current?.name ?? '') ?? 0);
    for (const { name } of circle) this.#places.delete(name);
    return fromSmallest(circle);
  }

  #backToWaiting(): DiscoveredComponent | undefined {
    for (let last = this.#way.pop(); last; last = this.#way.pop()) {
      this.#places.delete(last.name);
      if (this.#waiting.has(last.name)) return last;
    }
    return undefined;
  }

  #start(): DiscoveredComponent | undefined {
    while (this.#smallest < this.#names.length) {
      const component = this.#waiting.get(this.#names[this.#smallest] ?? '');
      if (component) return component;
      this.#smallest += 1;
    }
    return undefined;
  }

  #follow({ requires }: DiscoveredComponent): DiscoveredComponent | undefined {
    const next = requires.find(({ name }) => this.#waiting.has(name));
    return next && this.#waiting.get(next.name);
  }
}

/** The same circle is written the same way, wherever the walk came into it. */
function fromSmallest(circle: readonly DiscoveredComponent[]): DiscoveredComponent[] {
  let start = 0;
  circle.forEach(({ name }, index) => {
    if (compareText(name, circle[start]?.name ?? name) < 0) start = index;
  });
  return [...circle.slice(start), ...circle.slice(0, start)];
}
