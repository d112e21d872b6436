import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { connectedParts } from '../../../../../build/pipeline/compose/connected-parts.ts';

interface Item {
  readonly key: string;
  readonly names: readonly string[];
}
const partsOf = (items: readonly Item[]): string[][] =>
  connectedParts(
    items,
    ({ key }) => key,
    ({ names }) => names,
  ).map((part) => part.map(({ key }) => key));

/** The same by looking again and again until nothing is added. */
function reachable(items: readonly Item[], from: string): string[] {
  const found = new Set([from]);
  for (let size = 0; size < found.size;) {
    ({ size } = found);
    for (const { key, names } of items) {
      if ([key, ...names].some((one) => found.has(one))) for (const one of [key, ...names]) found.add(one);
    }
  }
  return items.map(({ key }) => key).filter((key) => found.has(key));
}

describe('connectedParts', () => {
  it('joins what names each other, in either direction and over others, in the order it came', () => {
    const items = [
      { key: 'a', names: ['c'] },
      { key: 'b', names: [] },
      { key: 'c', names: [] },
      { key: 'd', names: ['c', 'd'] },
    ];
    expect(partsOf(items)).toEqual([['a', 'c', 'd'], ['b']]);
  });

  it('finds the parts of any graph', () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const names = fc.array(fc.constantFrom(...keys), { maxLength: 2 });
    fc.assert(
      fc.property(fc.tuple(...keys.map(() => names)), (all) => {
        const items = keys.map((key, at) => ({ key, names: all[at] ?? [] }));
        const parts = partsOf(items);
        expect(parts.flat().toSorted()).toEqual(keys);
        for (const part of parts) expect(part).toEqual(reachable(items, String(part[0])));
      }),
    );
  });
});
