import { describe, expect, it } from '@jest/globals';
import { lengthenPause, nextSize } from '../../../../../../build/use-cases/migrate/backfill/pace.ts';

describe('nextSize', () => {
  const limits = { maxLag: 400, largest: 1000 };

  it('halves a batch that kept others waiting for too long, down to one row', () => {
    expect(nextSize(1000, { ...limits, took: 401 })).toBe(500);
    expect(nextSize(1, { ...limits, took: 401 })).toBe(1);
  });

  it('grows again up to the largest, and stays where it is between', () => {
    expect(nextSize(300, { ...limits, took: 99 })).toBe(600);
    expect(nextSize(600, { ...limits, took: 99 })).toBe(1000);
    expect(nextSize(600, { ...limits, took: 100 })).toBe(600);
  });
});

describe('backOff', () => {
  it('doubles from a tenth of a second to five seconds', () => {
    expect([0, 1, 2, 6, 100].map(lengthenPause)).toEqual([100, 200, 400, 5000, 5000]);
  });
});
