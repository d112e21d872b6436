import { describe, expect, it } from '@jest/globals';
import {
  type WatchedChanges,
  createMissedChanges,
} from '../../../../../build/shells/webpack/missed-changes.ts';

const changes = (changed: readonly string[], removed: readonly string[] = []): WatchedChanges => ({
  changes: new Set(changed),
  removals: new Set(removed),
});

describe('createMissedChanges', () => {
  it('hands over what was missed once, with what came later', () => {
    const missed = createMissedChanges(changes(['a'], ['b']));
    expect(missed.any()).toBe(true);
    expect(missed.takeWith(changes(['c']))).toEqual(changes(['a', 'c'], ['b']));
    expect(missed.any()).toBe(false);
    expect(missed.takeWith(changes(['d']))).toEqual(changes(['d']));
  });

  it('believes what came later', () => {
    const missed = createMissedChanges(changes(['gone'], ['back']));
    expect(missed.takeWith(changes(['back'], ['gone']))).toEqual(changes(['back'], ['gone']));
  });
});
