import { describe, expect, it } from '@jest/globals';
import { isFromOwnPage } from '../principals/is-from-own-page.ts';

const own = 'https://shop.example.org';
const ask = (method: string, headers: Record<string, string>) =>
  isFromOwnPage({ method, headers: { host: 'shop.example.org', ...headers } }, ['https://admin.example.org']);

describe('isFromOwnPage', () => {
  it.each([
    ['a page of ours', { origin: own, 'sec-fetch-site': 'same-origin' }, true],
    ['a page of ours in a browser without Origin', { 'sec-fetch-site': 'same-origin' }, true],
    ['a page that is trusted', { origin: 'https://admin.example.org', 'sec-fetch-site': 'same-site' }, true],
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, false],
    [
      'another host of our site',
      { origin: 'https://blog.example.org', 'sec-fetch-site': 'same-site' },
      false,
    ],
    ['a frame without an origin', { origin: 'null' }, false],
    ['one that claims our origin from elsewhere', { origin: own, 'sec-fetch-site': 'cross-site' }, false],
    ['a program', {}, false],
  ])('decides for a write by %s', (_who, headers, expected) => {
    expect(ask('POST', headers)).toBe(expected);
    expect(ask('DELETE', headers)).toBe(expected);
  });

  it('lets everything be read', () => {
    expect(ask('GET', { origin: 'https://evil.example' })).toBe(true);
  });
});
