import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expandReferences } from '../../../contract/expand-references.ts';

it.each([
  ['a line above', { A: 'a', B: '${A}/$A/x' }, {}, 'a/a/x'],
  ['the environment', { B: '${A}' }, { A: 'env' }, 'env'],
  ['the environment before a line above', { A: 'a', B: '${A}' }, { A: 'env' }, 'env'],
  ['what a line above refers to', { A: 'a', AA: '${A}${A}', B: '<${AA}>' }, {}, '<aa>'],
  ['nothing, where there is nothing', { B: 'x${A}y' }, {}, 'xy'],
  ['a default', { B: '${A:-a b}' }, {}, 'a b'],
  ['a default for an empty value', { A: '', B: '${A:-b}' }, {}, 'b'],
  ['an empty value, where only a missing one has a default', { A: '', B: '${A-b}' }, {}, ''],
  ['no line below, nor itself', { B: '${B}${C}', C: 'c' }, {}, ''],
  ['no escaped dollar', { A: 'a', B: String.raw`\${A} \$A` }, {}, '${A} $A'],
  ['no dollar without a name', { B: 'a$ $1 $$ $& ${} ${A B}' }, {}, 'a$ $1 $$ $& ${} ${A B}'],
  ['a value as it is, with all its dollars', { B: '<${A}>' }, { A: "p$&$$w$A\\$`$'" }, "<p$&$$w$A\\$`$'>"],
])('puts in %s', (_, parsed, env, expected) => {
  expect(expandReferences(parsed, env)['B']).toBe(expected);
});

it('never reads a value that it put in', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (value, other) => {
      const { URL } = expandReferences({ URL: 'x://${SECRET}@' }, { SECRET: value, OTHER: other });
      expect(URL).toBe(`x://${value}@`);
    }),
  );
});
