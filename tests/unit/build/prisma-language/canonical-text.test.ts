import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalText } from '../../../../build/prisma-language/canonical-text.ts';
import { schemaText } from '../../../support/schema-text.ts';

describe('canonicalText', () => {
  it('is the same whatever the comments and the formatting', () => {
    const tidy = 'model A {\n  id Int @id // key\n\n  @@index([id])\n}\n';
    const untidy = '/// Docs\nmodel A {\n\n\tid   Int @id\n  @@index(\n  [ id ]\n )\n}';
    expect(canonicalText(untidy)).toBe(canonicalText(tidy));
  });

  it.each([
    ['a string', 'model A {\n  s String @default("a  b")\n}', 'model A {\n  s String @default("a b")\n}'],
    ['a line', 'enum A {\n  B\n  C\n}', 'enum A {\n  B C\n}'],
    ['a string that looks like a comment', 'm @default("// x")', 'm @default("// y")'],
  ])('differs when %s differs', (_, one, other) => {
    expect(canonicalText(one)).not.toBe(canonicalText(other));
  });

  it('does not change when comments and blank lines come between the lines', () => {
    fc.assert(
      fc.property(schemaText(), fc.constantFrom('// x {', '\t', '/// "docs"', ''), (text, extra) => {
        const changed = text.replaceAll('\n', `\n${extra}\n`).replaceAll('  ', '\t');
        // Inside a block comment or a string the insertion would be content: those texts are left out.
        fc.pre(!text.includes('/*') && !text.includes('"'));
        expect(canonicalText(changed)).toBe(canonicalText(text));
      }),
    );
  });

  it('is its own canonical text', () => {
    fc.assert(
      fc.property(schemaText(), (text) => {
        expect(canonicalText(canonicalText(text))).toBe(canonicalText(text));
      }),
    );
  });
});
