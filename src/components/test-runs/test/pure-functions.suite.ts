import { describe, expect, it } from '@jest/globals';
import { canBecome } from '../execution-transitions.ts';
import { changesBetween } from '../changes-between.ts';
import { nestSubtree } from '../nest-subtree.ts';

describe('changesBetween', () => {
  it('names only what differs, dates as text', () => {
    const before = { id: 1, a: 1, list: ['x'], at: null, updatedAt: new Date(0) };
    const after = { id: 1, a: 2, list: ['x'], at: new Date(0), updatedAt: new Date(1) };

    expect(changesBetween(before, after)).toEqual({
      ...{ a: { from: 1, to: 2 }, at: { from: null, to: '1970-01-01T00:00:00.000Z' } },
    });
  });

  it('has one side only for what is new or gone', () => {
    expect(changesBetween(undefined, { a: 1 })).toEqual({ a: { to: 1 } });
    expect(changesBetween({ a: 1 }, undefined)).toEqual({ a: { from: 1 } });
  });
});

describe('canBecome', () => {
  it.each([
    ['PENDING', 'RUNNING', true],
    ['PENDING', 'PASSED', false],
    ['RUNNING', 'FAILED', true],
    ['RUNNING', 'PENDING', false],
    ['PASSED', 'CANCELLED', false],
    ['CANCELLED', 'RUNNING', false],
  ] as const)('%s to %s: %s', (from, to, allowed) => {
    expect(canBecome(from, to)).toBe(allowed);
  });
});

describe('nestSubtree', () => {
  it('is undefined for nothing, and keeps the order of siblings', () => {
    const row = (id: string, parentId: string | null, depth: number) => ({
      id,
      parentId,
      name: id,
      depth,
      testCount: 0,
    });

    expect(nestSubtree([])).toBeUndefined();
    // The root of a subtree may have a parent itself, which is not part of it.
    expect(
      nestSubtree([row('r', 'outside', 0), row('b', 'r', 1), row('a', 'r', 1), row('c', 'b', 2)]),
    ).toMatchObject({
      id: 'r',
      children: [
        { id: 'b', children: [{ id: 'c' }] },
        { id: 'a', children: [] },
      ],
    });
  });
});
