import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { hashText } from '../../../../build/files/hash-text.ts';

const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

describe('hashText', () => {
  it('is the same for a checkout with Windows line ends, as text and as bytes', () => {
    const expected = sha256('a\nü\n');
    for (const text of ['a\nü\n', 'a\r\nü\r\n', 'a\r\nü\n']) {
      expect([hashText(text), hashText(Buffer.from(text))]).toEqual([expected, expected]);
    }
  });

  it('tells other texts apart, also bytes that are no UTF-8', () => {
    expect(hashText('a\r')).toBe(sha256('a\r'));
    expect(hashText(new Uint8Array([0xe9, 13, 10]))).toBe(sha256(new Uint8Array([0xe9, 10])));
    expect(hashText(new Uint8Array([0xe8, 13, 10]))).not.toBe(hashText(new Uint8Array([0xe9, 13, 10])));
  });
});
