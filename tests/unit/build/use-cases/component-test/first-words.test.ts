import { describe, expect, it } from '@jest/globals';
import { firstWords } from '../../../../../build/use-cases/component-test/first-words.ts';

describe('the first words of a failure', () => {
  it('are what was expected and what came', () => {
    const failure =
      'Error: \u001B[2mexpect(\u001B[22mreceived\u001B[2m)\u001B[22m.toBe(expected)\n\nExpected: 2\nReceived: 1\n    at Object.toBe (/a.test.ts:1:1)\n';

    expect(firstWords(failure)).toBe('Error: expect(received).toBe(expected) Expected: 2 Received: 1');
  });

  it('come without the title of a file that cannot run and without its code', () => {
    const failure =
      "  ● Test suite failed to run\n\n    Cannot find module './x.ts'\n\n      1 | import './x.ts';\n    > 2 | it();\n";

    expect(firstWords(failure)).toBe("Cannot find module './x.ts'");
  });

  it('are not the whole of a long one', () => {
    expect(firstWords('x'.repeat(1000))).toHaveLength(402);
  });
});
