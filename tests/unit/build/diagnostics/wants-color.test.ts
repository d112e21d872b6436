import { describe, expect, it } from '@jest/globals';
import { wantsColor } from '../../../../build/diagnostics/wants-color.ts';

describe('wantsColor', () => {
  const terminal = { isTTY: true };
  const pipe = {};

  it.each([
    ['a terminal', terminal, {}, true],
    ['a pipe', pipe, {}, false],
    ['a job of continuous integration', pipe, { CI: 'true' }, false],
    ['a terminal that can do nothing', terminal, { TERM: 'dumb' }, false],
    ['NO_COLOR', terminal, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['an empty NO_COLOR', terminal, { NO_COLOR: '' }, true],
    ['FORCE_COLOR', pipe, { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', terminal, { FORCE_COLOR: '0' }, false],
  ])('%s', (_name, stream, env, wanted) => {
    expect(wantsColor(stream, env)).toBe(wanted);
  });
});
