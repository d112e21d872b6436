import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TokenMemory } from '../../../../build/prisma-language/token-memory.ts';
import { TokenPlaces } from '../../../../build/prisma-language/token-places.ts';
import { scanTokens } from '../../../../build/prisma-language/scan-tokens.ts';
import { schemaText } from '../../../support/schema-text.ts';

/** Everything it says, also about tokens that are not there. */
function outline(places: TokenPlaces) {
  return Array.from({ length: places.count + 3 }, (_, at) => [
    places.codes[at],
    places.start(at),
    places.end(at),
    places.textOf(at),
    places.startsLine(at),
  ]);
}

describe('TokenPlaces', () => {
  it('says of a text what it says in memory of its own, whatever was in the memory before', () => {
    const memory = new TokenMemory();
    fc.assert(
      fc.property(fc.oneof(schemaText(), fc.string()), fc.boolean(), (text, comments) => {
        const again = outline(new TokenPlaces(text, { comments, memory }));
        expect(again).toEqual(outline(new TokenPlaces(text, { comments })));
      }),
    );
  });

  it('has the tokens of scanTokens, without comments unless they are asked for', () => {
    const text = 'model A { // a comment\n  id Int @id /// another\n}\n';
    const places = (comments: boolean) => {
      const tokens = new TokenPlaces(text, { comments });
      return Array.from({ length: tokens.count }, (_, at) => tokens.textOf(at));
    };
    const all = scanTokens(text);
    expect(places(true)).toEqual(all.map((token) => token.text));
    expect(places(false)).toEqual(all.filter(({ kind }) => kind !== 'comment').map((token) => token.text));
    expect(all.filter(({ kind }) => kind === 'comment')).toHaveLength(2);
  });

  it('knows a word by all of its letters', () => {
    const tokens = new TokenPlaces('model models "model"');
    expect([0, 1, 2, 3].map((at) => tokens.isWord(at, 'model'))).toEqual([true, false, false, false]);
  });
});
