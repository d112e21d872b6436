import { describe, expect, it } from '@jest/globals';
import { canRedraw } from '../../../../../build/shells/cli/can-redraw.ts';

describe('canRedraw', () => {
  it.each([
    [{ isTTY: true, columns: 80 }, true],
    [{ isTTY: true }, true],
    [{ isTTY: true, columns: 0 }, false],
    [{ isTTY: false, columns: 80 }, false],
    [{}, false],
  ])('of %j is %s', (stream, expected) => {
    expect(canRedraw(stream)).toBe(expected);
  });
});
