import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { z } from 'zod';
import { readAccessEnvironment } from '../access-environment.ts';
import { ExternalTokens } from '../principals/external-tokens.ts';

const issuer = 'https://id.example.org';

describe('ExternalTokens', () => {
  let server: Server;
  let published: JWK[] = [];
  let tokens: ExternalTokens;
  const makeKey = async (kid: string) => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
  };
  const sign = (
    key: { kid: string; privateKey: CryptoKey },
    claims: { iss?: string; aud?: string; exp?: string } = {},
  ) =>
    new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid: key.kid })
      .setSubject('ada')
      .setIssuer(claims.iss ?? issuer)
      .setAudience(claims.aud ?? 'shop')
      .setExpirationTime(claims.exp ?? '5m')
      .sign(key.privateKey);

  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: published }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = z.object({ port: z.number() }).parse(server.address());
    const variables = {
      ACCESS_ISSUER: issuer,
      ACCESS_AUDIENCE: 'shop',
      ACCESS_JWKS_URL: `http://127.0.0.1:${port}/keys`,
    };
    tokens = new ExternalTokens(readAccessEnvironment(variables, 'x'.repeat(32)));
  });
  afterAll(() => {
    server.close();
  });

  it('takes tokens of the issuer for us that hold, and no others', async () => {
    const [ours, foreign] = [await makeKey('one'), await makeKey('one')];
    published = [ours.jwk];

    expect(await tokens.read(await sign(ours))).toEqual({ issuer, subject: 'ada' });
    expect(await tokens.read(await sign(ours, { aud: 'elsewhere' }))).toBeUndefined();
    expect(await tokens.read(await sign(ours, { iss: 'https://evil.example' }))).toBeUndefined();
    expect(await tokens.read(await sign(ours, { exp: '-1m' }))).toBeUndefined();
    expect(await tokens.read(await sign(foreign))).toBeUndefined();
    expect(await tokens.read('nonsense')).toBeUndefined();
  });

  it('does not call a token bad when the keys cannot be had', async () => {
    const away = new ExternalTokens(
      readAccessEnvironment(
        { ACCESS_ISSUER: issuer, ACCESS_AUDIENCE: 'shop', ACCESS_JWKS_URL: 'http://127.0.0.1:1/keys' },
        'x'.repeat(32),
      ),
    );
    await expect(away.read(await sign(await makeKey('one')))).rejects.toMatchObject({ status: 503 });
    expect(
      await away.read(await sign(await makeKey('one'), { iss: 'https://evil.example' })),
    ).toBeUndefined();
    expect(await away.read('nonsense')).toBeUndefined();
  });

  it('takes none when no issuer is set', async () => {
    const none = new ExternalTokens(readAccessEnvironment({}, 'x'.repeat(32)));
    expect(await none.read(await sign(await makeKey('one')))).toBeUndefined();
  });
});
