import { describe, expect, it } from '@jest/globals';
import { findRefusal } from '../../../../src/http/find-refusal.ts';
import { originPolicy } from '../../../../src/http/origin-policy.ts';

const settings = { host: '127.0.0.1', allowedHosts: [], trustedOrigins: ['https://admin.example.org'] };
const development = originPolicy({ ...settings, isDevelopment: true });
const production = originPolicy({ ...settings, isDevelopment: false });
const told = originPolicy({
  ...settings,
  isDevelopment: false,
  allowedHosts: ['shop.example.org', '.example.net'],
});

const post = (headers: Record<string, string>) => ({ method: 'POST', headers });
const get = (headers: Record<string, string>) => ({ method: 'GET', headers });

describe('findRefusal', () => {
  it.each([
    'localhost:3000',
    'LOCALHOST',
    'localhost.',
    'shop.localhost:3000',
    '127.0.0.1:3000',
    '192.168.1.20',
    '[::1]:3000',
  ])('answers a development server called %s', (host) => {
    expect(findRefusal(get({ host }), development)).toBeUndefined();
  });

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example:3000',
    'a/b',
    'x@localhost',
    '',
  ])('refuses a development server called %p, also to read', (host) => {
    expect(findRefusal(get({ host }), development)).toContain('ALLOWED_HOSTS');
  });

  it('asks production for its name only where it was told one', () => {
    expect(findRefusal(get({ host: 'anything.example' }), production)).toBeUndefined();
    expect(findRefusal(get({ host: 'anything.example' }), told)).toContain('"anything.example"');
    for (const host of ['shop.example.org', 'a.example.net:443']) {
      expect(findRefusal(get({ host }), told)).toBeUndefined();
    }
    // The name alone is not below itself.
    expect(findRefusal(get({ host: 'example.net' }), told)).toBeDefined();
  });

  it.each<Record<string, string>>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'http://localhost:5173' },
    // What a browser says of itself counts, whatever else is there.
    { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1:3000' },
    { origin: 'http://evil.example' },
    { origin: 'http://127.0.0.1:3001' },
    { origin: 'null' },
  ])('refuses a write with %p', (headers) => {
    const request = post({ host: '127.0.0.1:3000', ...headers });
    for (const policy of [development, production]) {
      expect(findRefusal(request, policy)).toContain('TRUSTED_ORIGINS');
      expect(findRefusal({ ...request, method: 'GET' }, policy)).toBeUndefined();
      const upgrade = { method: 'GET', headers: { ...request.headers, upgrade: 'websocket' } };
      expect(findRefusal(upgrade, policy)).toBeDefined();
    }
  });

  it.each<Record<string, string>>([
    {},
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
    // A proxy that passes on another Host.
    { 'sec-fetch-site': 'same-origin', origin: 'https://shop.example.org' },
    { origin: 'http://127.0.0.1:3000' },
    { origin: 'https://admin.example.org', 'sec-fetch-site': 'cross-site' },
  ])('lets a write with %p pass', (headers) => {
    expect(findRefusal(post({ host: '127.0.0.1:3000', ...headers }), production)).toBeUndefined();
  });

  it('knows the port a scheme implies', () => {
    const headers = { host: 'shop.example.org', origin: 'https://shop.example.org:443' };
    expect(findRefusal(post(headers), production)).toBeUndefined();
  });
});
