import { request as send } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Injectable, Module, Post } from '@nestjs/common';
import { currentTenant } from '../../../src/database/index.ts';
import {
  CurrentPrincipal,
  type Principal,
  Principals,
  Public,
  requestedTenant,
  Requires,
  TenantSource,
  type TenantStanding,
} from '../../../src/platform/index.ts';
import { startApp, type TestApp } from '../../../src/platform/test-utils/index.ts';
import { TestPrincipals } from '../../../src/platform/test-utils/test-principals.ts';

declare global {
  interface TesseraPermissions {
    'inn:rooms.read': true;
  }
}

/** Names differ from ids, as slugs do. */
@Injectable()
@TenantSource()
class Guests implements TenantSource {
  async idOf(name: string): Promise<string | undefined> {
    return Promise.resolve(['acme', 'globex', 'late', 'gone'].includes(name) ? `id-${name}` : undefined);
  }

  standingOf(id: string): TenantStanding {
    if (id === 'id-late') return { kind: 'read-only', reason: 'The tenant is late with its bill.' };
    return id === 'id-gone' ? { kind: 'closed', reason: 'The tenant is gone.' } : { kind: 'active' };
  }
}

@Controller('inn')
class InnController {
  @Requires('inn:rooms.read')
  @Get('rooms')
  rooms(@CurrentPrincipal() { id }: Principal) {
    return { id, tenant: currentTenant(), requested: requestedTenant() };
  }

  @Requires('inn:rooms.read')
  @Post('rooms')
  book() {
    return 'booked';
  }

  @Public()
  @Get('door')
  door(@CurrentPrincipal() { kind }: Principal) {
    return { kind, tenant: currentTenant() };
  }

  @Public()
  @Post('bye')
  bye() {
    return 'bye';
  }
}

@Module({ controllers: [InnController], providers: [Guests] })
class InnModule {}

const variables = { TENANT_DOMAIN: 'inn.test', TENANT_PATH: '/t', TENANT_HEADER: 'X-Inn' };

describe('the tenant that a request names', () => {
  let app: TestApp;
  let origin: string;
  beforeAll(async () => {
    Object.assign(process.env, variables, { TRUSTED_PROXIES: '127.0.0.1' });
    app = await startApp(InnModule);
    origin = await app.app.getUrl();
  });
  afterAll(async () => {
    for (const name of [...Object.keys(variables), 'TRUSTED_PROXIES'])
      Reflect.deleteProperty(process.env, name);
    await app.close();
  });

  const credentials = (tenantId?: string) =>
    app.app.get(TestPrincipals).credentialsOf({ permissions: ['inn:*'], tenantId });
  const address = () => ({ host: '127.0.0.1', port: new URL(origin).port });
  /** `fetch` does not let a test say another host, and tidies the path up. */
  const ask = async (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number; body: unknown }>((resolve, reject) => {
      const request = send({ ...address(), path, method, headers, agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => {
          const isJson = /json/.test(response.headers['content-type'] ?? '');
          resolve({ status: response.statusCode ?? 0, body: isJson ? JSON.parse(text) : text });
        });
      });
      request.on('error', reject).end();
    });

  const ways: [string, (name: string) => { path: string; headers: Record<string, string> }][] = [
    ['host name', (name) => ({ path: '/inn/rooms', headers: { host: `${name}.inn.test:8080` } })],
    ['path', (name) => ({ path: `/t/${name}/inn/rooms`, headers: {} })],
    ['header of a trusted proxy', (name) => ({ path: '/inn/rooms', headers: { 'x-inn': name } })],
  ];

  describe.each(ways)('by %s', (_way, named) => {
    const by = (name: string, own?: string) => {
      const { path, headers } = named(name);
      return ask(path, { ...headers, ...credentials(own) });
    };

    it('is the one of its own principal', async () => {
      expect(await by('acme', 'id-acme')).toMatchObject({
        status: 200,
        body: { id: 'tester', tenant: 'id-acme', requested: 'id-acme' },
      });
    });

    it('is refused to principals of another tenant, of none, and alike where there is no such tenant', async () => {
      const refused = await by('globex', 'id-acme');
      expect(refused).toMatchObject({
        status: 403,
        body: { detail: 'The sender does not act for the tenant that this request names.' },
      });
      for (const [name, own] of [
        ['globex', undefined],
        ['nobody', 'id-acme'],
        ['nobody', undefined],
      ] as const) {
        expect(await by(name, own)).toMatchObject({
          status: 403,
          body: { detail: expect.stringContaining('') },
        });
      }
      const other = await by('nobody', 'id-acme');
      expect({ ...Object(other.body), instance: '', requestId: '' }).toEqual({
        ...Object(refused.body),
        instance: '',
        requestId: '',
      });
    });

    it('is 401 to strangers, whether there is such a tenant or not', async () => {
      for (const name of ['acme', 'nobody']) {
        const { path, headers } = named(name);
        expect(await ask(path, headers)).toMatchObject({ status: 401 });
      }
    });

    it('is whose public pages a stranger sees, and anyone who acts for another one', async () => {
      const { path, headers } = named('acme');
      const door = path.replace('rooms', 'door');
      const page = { status: 200, body: { kind: 'anonymous', tenant: 'id-acme' } };
      expect(await ask(door, headers)).toMatchObject(page);
      expect(await ask(door, { ...headers, ...credentials('id-globex') })).toMatchObject(page);
      const missing = named('nobody');
      expect(await ask(missing.path.replace('rooms', 'door'), missing.headers)).toMatchObject({
        status: 404,
      });
    });

    it.each(['..', 'a b', "x'; --", 'a'.repeat(65)])('cannot be %p', async (name) => {
      const { path, headers } = named(encodeURIComponent(name));
      const answer = await ask(path, { ...headers, ...credentials('id-acme') });
      expect([400, 403]).toContain(answer.status);
    });
  });

  it('is none on the domain itself, and the principal has its own', async () => {
    const answer = await ask('/inn/rooms', { host: 'inn.test', ...credentials('id-acme') });
    expect(answer.body).toEqual({ id: 'tester', tenant: 'id-acme' });
    expect(await ask('/inn/door', { host: 'evilinn.test' })).toMatchObject({ body: { kind: 'anonymous' } });
  });

  it('may be named twice, by one name only', async () => {
    const both = { host: 'acme.inn.test', ...credentials('id-acme') };
    expect(await ask('/t/acme/inn/rooms', both)).toMatchObject({ status: 200 });
    expect(await ask('/t/globex/inn/rooms', both)).toMatchObject({ status: 400 });
    expect(await ask('/inn/rooms', { ...both, 'x-inn': 'globex' })).toMatchObject({ status: 400 });
  });

  it('leaves the path as it was asked for in what is answered, and its query', async () => {
    expect(await ask('/t/acme/nowhere?x=1', credentials('id-acme'))).toMatchObject({
      status: 404,
      body: { instance: '/t/acme/nowhere' },
    });
    expect(await ask('/t/acme', credentials('id-acme'))).not.toMatchObject({ status: 404 });
  });

  it('may only read while it is suspended, and nothing once it is closed, but for public routes', async () => {
    const late = credentials('id-late');
    expect(await ask('/inn/rooms', late)).toMatchObject({ status: 200 });
    expect(await ask('/inn/rooms', late, 'POST')).toMatchObject({
      status: 403,
      body: { detail: 'The tenant is late with its bill.' },
    });
    const gone = credentials('id-gone');
    expect(await ask('/inn/rooms', gone)).toMatchObject({
      status: 403,
      body: { detail: 'The tenant is gone.' },
    });
    expect(await ask('/inn/bye', gone, 'POST')).toMatchObject({ status: 201 });
    expect(await ask('/inn/rooms', credentials('id-acme'), 'POST')).toMatchObject({ status: 201 });
  });

  it('has no work done for it later, such as jobs, while it is suspended or closed', async () => {
    const principals = app.app.get(Principals);
    const renew = (tenantId?: string) => principals.renew({ kind: 'user', id: 'tester', tenantId });
    expect([await renew('id-late'), await renew('id-gone')]).toEqual([null, null]);
    expect([await renew('id-acme'), await renew()]).toEqual([undefined, undefined]);
  });
});
