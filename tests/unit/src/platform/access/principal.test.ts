import { describe, expect, it } from '@jest/globals';
import { nameOfPrincipal } from '../../../../../src/platform/index.ts';

describe('nameOfPrincipal', () => {
  it('tells a user and a key of one id apart', () => {
    expect(nameOfPrincipal({ kind: 'user', id: '1' })).not.toBe(nameOfPrincipal({ kind: 'key', id: '1' }));
  });

  it('is anonymous where nothing is known', () => {
    expect(nameOfPrincipal({ kind: 'anonymous', id: 'anonymous' })).toBe('anonymous');
  });
});
