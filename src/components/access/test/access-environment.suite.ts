import { describe, expect, it } from '@jest/globals';
import { readAccessEnvironment } from '../access-environment.ts';

const long = 'x'.repeat(32);
const read = (variables: Record<string, string>) => readAccessEnvironment(variables, 'made-for-this-process');

describe('readAccessEnvironment', () => {
  it('does without a secret of its own outside of production', () => {
    expect(read({})).toMatchObject({
      secret: 'made-for-this-process',
      isSignUpOpen: false,
      isProduction: false,
    });
  });

  it('refuses production without a secret, and a short one anywhere', () => {
    expect(() => read({ NODE_ENV: 'production' })).toThrow(/ACCESS_SECRET is missing/);
    expect(() => read({ ACCESS_SECRET: 'short' })).toThrow(/at least 32 characters/);
    expect(read({ NODE_ENV: 'production', ACCESS_SECRET: long }).secret).toBe(long);
  });

  it('names every mistake and no value', () => {
    const wrong = { ACCESS_SECRET: 'tell-no-one', ACCESS_URL: 'ftp://x', ACCESS_SIGN_UP: 'maybe' };
    expect(() => read(wrong)).toThrow(/ACCESS_SECRET[\s\S]*ACCESS_URL[\s\S]*ACCESS_SIGN_UP/);
    expect(() => read(wrong)).not.toThrow(/tell-no-one/);
  });

  it('takes an issuer only together with the audience its tokens must name', () => {
    expect(() => read({ ACCESS_ISSUER: 'https://id.example.org' })).toThrow(/belong together/);
    expect(read({ ACCESS_ISSUER: 'https://id.example.org/', ACCESS_AUDIENCE: 'shop' }).issuer).toEqual({
      issuer: 'https://id.example.org/',
      audience: 'shop',
      jwksUrl: 'https://id.example.org/.well-known/jwks.json',
    });
  });
});
