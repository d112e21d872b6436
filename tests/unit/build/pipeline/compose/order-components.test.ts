import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { orderComponents } from '../../../../../build/pipeline/compose/order-components.ts';
import { type DiscoveredComponent } from '../../../../../build/model/discovered-component.ts';

function component(name: string, requires: readonly string[]): DiscoveredComponent {
  const file = `src/components/${name}/component.json`;
  return {
    name,
    path: `src/components/${name}`,
    version: '1.0.0',
    description: '',
    optional: false,
    schemas: [],
    requires: requires.map((required, index) => ({
      name: required,
      range: '*',
      location: { file, line: index + 1, column: 1 },
    })),
  };
}

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
/** Any graph at all, and the same one in another order. */
const graph = fc
  .tuple(...names.map((name) => fc.subarray(names).map((requires) => component(name, requires))))
  .chain((components) =>
    fc.record({
      components: fc.constant(components),
      shuffled: fc.shuffledSubarray(components, { minLength: names.length, maxLength: names.length }),
    }),
  );
/** One in which everything requires only what is before it. */
const tree = fc
  .shuffledSubarray(names, { minLength: names.length, maxLength: names.length })
  .chain((order) =>
    fc.tuple(
      ...order.map((name, index) =>
        fc.subarray(order.slice(0, index)).map((requires) => component(name, requires)),
      ),
    ),
  );

/** The rule itself, word for word: of what can come next the first by name, and in a circle its first by name. */
function slowOrder(components: readonly DiscoveredComponent[]): string[] {
  let waiting = [...components].sort((a, b) => (a.name < b.name ? -1 : 1));
  const ordered: string[] = [];
  while (waiting.length > 0) {
    const left = waiting;
    const next = (one: DiscoveredComponent | undefined) => {
      const required = one?.requires.find(({ name }) => left.some((other) => other.name === name));
      return left.find(({ name }) => name === required?.name);
    };
    let chosen = left.find((one) => !next(one));
    if (!chosen) {
      const way = [left[0]];
      while (!way.includes(next(way.at(-1)))) way.push(next(way.at(-1)));
      const circle = way.slice(way.indexOf(next(way.at(-1))));
      chosen = left.find((one) => circle.includes(one));
    }
    ordered.push(chosen?.name ?? '');
    waiting = left.filter((one) => one !== chosen);
  }
  return ordered;
}

describe('orderComponents', () => {
  it('is the order that the rule gives, with circles and without', () => {
    fc.assert(
      fc.property(graph, ({ shuffled }) => {
        expect(orderComponents(shuffled).ordered.map(({ name }) => name)).toEqual(slowOrder(shuffled));
      }),
    );
  });

  it('gives the same order and the same words whatever order it is given', () => {
    fc.assert(
      fc.property(graph, ({ components, shuffled }) => {
        expect(orderComponents(shuffled)).toEqual(orderComponents(components));
      }),
    );
  });

  it('puts everything after what it requires, and of what could come next the first by name', () => {
    fc.assert(
      fc.property(tree, (components) => {
        const { ordered, diagnostics } = orderComponents(components);
        expect(diagnostics).toEqual([]);
        const done = new Set<string>();
        const isReady = (one: DiscoveredComponent) => one.requires.every(({ name }) => done.has(name));
        for (const next of ordered) {
          const ready = components.filter((one) => !done.has(one.name) && isReady(one));
          expect(next.name).toBe(ready.map(({ name }) => name).sort()[0]);
          done.add(next.name);
        }
        expect(done.size).toBe(names.length);
      }),
    );
  });

  it('writes a circle as its way round, with the line of every requirement in it', () => {
    const { diagnostics } = orderComponents([
      component('c', ['x', 'a']),
      component('b', ['c']),
      component('a', ['b']),
      component('x', []),
    ]);
    expect(diagnostics).toMatchObject([
      {
        message: 'Components require each other in a circle: a -> b -> c -> a.',
        location: { file: 'src/components/a/component.json', line: 1 },
        related: [
          { message: '"a" requires "b"', file: 'src/components/a/component.json', line: 1 },
          { message: '"b" requires "c"', file: 'src/components/b/component.json', line: 1 },
          { message: '"c" requires "a"', file: 'src/components/c/component.json', line: 2 },
        ],
      },
    ]);
  });
});
