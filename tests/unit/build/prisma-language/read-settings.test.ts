import { describe, expect, it } from '@jest/globals';
import { readSettings } from '../../../../build/prisma-language/read-settings.ts';
import { scanBlocks } from '../../../../build/prisma-language/scan-blocks.ts';
import { TokenPlaces } from '../../../../build/prisma-language/token-places.ts';

const text = `generator client {
  provider        = "prisma-client-js" // ours
  previewFeatures = [
    "views", "metrics"
  ]
}

datasource db {
  provider   = "postgresql"
  url        = env("SHOP_URL")
  extensions = [citext, uuidOssp(map: "uuid-ossp", schema: "public"), pg_trgm]
}
`;

describe('the settings of a block', () => {
  const blocks = scanBlocks(new TokenPlaces(text));
  const read = (at: number) => {
    const block = blocks[at];
    if (!block) throw new Error(`no block ${String(at)}`);
    return readSettings(text, block);
  };

  it('are values, calls and lists, over several lines', () => {
    expect(read(0)).toMatchObject([
      { name: 'provider', value: 'prisma-client-js', call: undefined },
      { name: 'previewFeatures', items: ['views', 'metrics'] },
    ]);
    expect(read(1)).toMatchObject([
      { name: 'provider', value: 'postgresql' },
      { name: 'url', value: 'SHOP_URL', call: 'env' },
      { name: 'extensions', items: ['citext', 'uuid-ossp', 'pg_trgm'] },
    ]);
  });

  it('know where their values are', () => {
    const shown = read(1).map(({ offset, length }) => text.slice(offset, offset + length));
    expect(shown.slice(0, 2)).toEqual(['"postgresql"', 'env("SHOP_URL")']);
  });
});
