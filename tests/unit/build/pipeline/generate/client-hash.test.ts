import { describe, expect, it } from '@jest/globals';
import { hashClient } from '../../../../../build/pipeline/generate/client-hash.ts';

const hashOf = (text: string, version = '7.10.0') =>
  hashClient([{ path: 'prisma/schema/a.prisma', text }], version);

describe('hashClient', () => {
  const plain = 'model A {\n  id Int @id\n  url String @default("http://x")\n}\n';

  it('is blind to comments and formatting', () => {
    const commented = '// why\nmodel   A {\n\tid   Int @id // key\n\n  url String @default("http://x")\n}';
    expect(hashOf(commented)).toBe(hashOf(plain));
  });

  it('sees a change inside a string that looks like a comment', () => {
    expect(hashOf(plain.replace('http://x', 'http://y'))).not.toBe(hashOf(plain));
  });

  it('sees a changed token and another version of Prisma', () => {
    expect(hashOf(plain.replace('Int', 'BigInt'))).not.toBe(hashOf(plain));
    expect(hashOf(plain, '7.11.0')).not.toBe(hashOf(plain));
  });
});
