import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, SignJWT } from 'jose';
import { startApp, type TestApp } from '@/platform/test-utils';
import { AccessModule } from '../access.module.ts';
import { NewServiceView, TokenView } from '../services/service-views.ts';

describe('access/services', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(AccessModule);
  });
  afterAll(() => app.close());

  const officer = () => app.as({ permissions: ['access:services.*', 'access:users.read'] });
  const make = async () =>
    NewServiceView.parse(
      (await officer().post('/access/services', { name: 'Importer', permissions: ['access:users.read'] }))
        .body,
    );
  const ask = (id: string, secret: string) =>
    app.http.post('/access/token', {
      grant_type: 'client_credentials',
      client_id: id,
      client_secret: secret,
    });
  const tokenOf = async ({ id, secret }: { id: string; secret: string }) =>
    TokenView.parse((await ask(id, secret)).body).access_token;
  const as = (token: string) => ({ authorization: `Bearer ${token}` });

  it('gets a short token for its secret and acts with its permissions', async () => {
    const service = await make();
    const token = await tokenOf(service);

    const { exp = 0, iat = 0 } = decodeJwt(token);
    expect(exp - iat).toBeLessThanOrEqual(600);
    expect(await app.http.get('/access/me', as(token))).toMatchObject({
      body: { kind: 'service', id: service.id },
    });
    expect(await app.http.get('/access/users', as(token))).toMatchObject({ status: 200 });
  });

  it('answers an unknown id, a wrong secret and a disabled service alike', async () => {
    const service = await make();
    const answers = [
      await ask('00000000-0000-4000-8000-000000000000', service.secret),
      await ask(service.id, 'tss_wrong'),
    ];
    await officer().delete(`/access/services/${service.id}`);
    answers.push(await ask(service.id, service.secret));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  });

  it('is refused with its next request once it is disabled, though its token holds on', async () => {
    const service = await make();
    const token = await tokenOf(service);
    await officer().delete(`/access/services/${service.id}`);
    expect(await app.http.get('/access/users', as(token))).toMatchObject({ status: 401 });
  });

  it('takes no token that it did not sign', async () => {
    const { id } = await make();
    const forged = await new SignJWT()
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .setSubject(id)
      .setIssuer('http://127.0.0.1:3000')
      .setAudience('http://127.0.0.1:3000')
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode('x'.repeat(32)));
    const none = `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${forged.split('.')[1] ?? ''}.`;

    for (const token of [forged, none, 'not.a.token']) {
      expect(await app.http.get('/access/users', as(token))).toMatchObject({ status: 401 });
    }
  });
});
