import { type IncomingMessage, request } from 'node:http';
import {
  Controller,
  Get,
  HttpCode,
  Injectable,
  Module,
  Post,
  Sse,
  UnauthorizedException,
} from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NEVER } from 'rxjs';
import { AddressList } from '../../../src/platform/access/address-list.ts';
import { DeveloperAccess } from '../../../src/platform/access/developer-access.ts';
import { proxyPrincipal } from '../../../src/platform/access/proxy-principal.ts';
import { type Principal, PrincipalSource, Public, Requires } from '../../../src/platform/index.ts';
import { startApp, type TestApp } from '../../../src/platform/test-utils/index.ts';

declare global {
  interface TesseraPermissions {
    'vault:gold.read': true;
  }
}

const served: string[] = [];
const suspended = new Set<string>();

@Injectable()
@PrincipalSource()
class Sessions implements PrincipalSource {
  principalOf({ headers }: IncomingMessage): Principal | undefined {
    const id = headers['x-session'];
    if (typeof id !== 'string') return undefined;
    if (suspended.has(id)) throw new UnauthorizedException('This account is suspended.');
    return { kind: 'user', id, permissions: ['vault:gold.read'] };
  }
}

@Requires('vault:gold.read')
@Controller('vault')
class VaultController {
  @Get('gold')
  gold() {
    served.push('gold');
    return 'gold';
  }

  @Get('gold/:id')
  one() {
    served.push('one');
    return 'one';
  }

  @Sse('feed')
  feed() {
    served.push('feed');
    return NEVER;
  }

  @Post('gold')
  @HttpCode(200)
  put() {
    served.push('put');
    return 'put';
  }
}

@Module({ controllers: [VaultController], providers: [Sessions] })
class VaultModule {}

@Public()
class OpenBase {
  @Get('inherited')
  inherited() {
    return 'open';
  }
}

@Controller('closed')
class ClosedController extends OpenBase {}

@Module({ controllers: [ClosedController] })
class ClosedModule {}

describe('attacks on routes', () => {
  let app: TestApp;
  let port: number;
  beforeAll(async () => {
    app = await startApp(VaultModule);
    port = Number(new URL(await app.app.getUrl()).port);
  });
  afterAll(() => app.close());

  /** As it is written: `fetch` would tidy the path up. */
  const raw = (method: string, path: string, headers: Record<string, string | string[]> = {}) =>
    new Promise<number>((resolve, reject) => {
      request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
        response.destroy();
        resolve(response.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });

  // CVE-2026-2293: middleware that matched paths was walked around by another spelling.
  it.each([
    ...['/vault/gold', '/vault/gold/', '//vault/gold', '/vault//gold', '/VAULT/Gold', '/vault/%67old'],
    ...['/%76ault/gold', '/vault/./gold', '/vault/x/../gold', '/vault/gold;x=1', '/vault%2fgold'],
    ...[
      '/vault/gold%00',
      '/vault/gold?a=/health/live',
      '/health/live/../../vault/gold',
      '/vault/gold/%2e%2e',
    ],
    ...['/vault/gold/..%2f..%2fhealth', 'http://localhost/vault/gold', '/vault/feed', '/vault/gold#'],
  ])('serves no stranger at %s', async (path) => {
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS', 'QUERY']) {
      expect([400, 401, 404, 405]).toContain(await raw(method, path));
    }
    expect(served).toEqual([]);
  });

  it.each<Record<string, string | string[]>>([
    { 'x-http-method-override': 'GET' },
    { 'x-original-url': '/health/live' },
    { 'x-rewrite-url': '/health/live' },
    { 'x-middleware-subrequest': 'middleware' },
    { 'x-actor': 'root', 'x-actor-permissions': '*' },
    { 'x-actor': ['root', 'admin'], 'x-actor-permissions': ['*', '*'] },
    { 'x-forwarded-for': '127.0.0.1', 'x-actor': 'root', 'x-actor-permissions': '*' },
    { authorization: 'Test ' },
    { authorization: 'Bearer null' },
    { host: 'localhost', 'x-forwarded-host': 'localhost' },
  ])('lets in no one for the headers %j', async (headers) => {
    expect(await raw('GET', '/vault/gold', headers)).toBe(401);
    expect(await raw('POST', '/vault/gold', headers)).toBe(401);
    expect(served).toEqual([]);
  });

  // api-layer: what is mounted beside Nest's routes is seen by no guard.
  it.each([
    ...['/', '/docs', '/docs/', '/docs/json', '/docs/yaml', '/docs/index.html', '/docs/swagger-ui.css'],
    ...[
      '/docs/swagger-ui-bundle.js',
      '/docs/swagger-ui-init.js',
      '/docs/docs/swagger-ui-init.js',
      '/DOCS/json',
    ],
  ])('shows strangers nothing of %s, and a reader all', async (path) => {
    expect(await raw('GET', path)).toBe(401);
    const reader = app.as({ permissions: ['platform:docs', 'platform:overview'] });
    expect([200, 301]).toContain((await reader.get(path)).status);
  });

  it('tells strangers that it is ready, and no reason', async () => {
    const { body } = await app.http.get('/health/ready');
    expect(body).toEqual({ status: expect.any(String) });
    const operator = app.as({ permissions: ['platform:health'] });
    expect((await operator.get('/health/ready')).body).toMatchObject({
      details: { database: { status: 'up' } },
    });
  });

  // GHSA-56p6-qw3c-fq2g: a suspended user kept the session.
  it('asks its sources with every request, on a kept connection, too', async () => {
    const ada = { 'x-session': 'ada' };
    expect(await app.http.get('/vault/gold', ada)).toMatchObject({ status: 200 });
    suspended.add('ada');
    expect(await app.http.get('/vault/gold', ada)).toMatchObject({ status: 401 });
    served.length = 0;
  });

  it('does not start with a route that only its base class opens', async () => {
    await expect(startApp(ClosedModule)).rejects.toThrow(
      /ACCESS\.UNDECLARED_ROUTE.*\n {2}- GET \/closed\/inherited \(ClosedController\.inherited/,
    );
  });
});

describe('a trusted proxy', () => {
  const proxies = new AddressList(['10.0.0.0/8', 'fd00::/8']);
  const from = (remoteAddress: string, headers: IncomingMessage['headers']) =>
    proxyPrincipal({ socket: { remoteAddress }, headers }, proxies);

  it('is believed by its address, whichever way that is written', () => {
    const headers = {
      'x-actor': ' ada ',
      'x-actor-permissions': 'demo:*, vault:gold.read',
      'x-actor-tenant': 'acme',
    };
    for (const address of ['10.1.2.3', '::ffff:10.1.2.3', 'fd00::1']) {
      expect(from(address, headers)).toEqual({
        ...{ kind: 'user', id: 'ada', tenantId: 'acme' },
        permissions: ['demo:*', 'vault:gold.read'],
      });
    }
    for (const address of ['11.1.2.3', '127.0.0.1', '::1', '::ffff:11.0.0.1', 'fe80::1', '']) {
      expect(from(address, headers)).toBeUndefined();
    }
  });

  it('names users without permissions unless it says which', () => {
    expect(from('10.0.0.1', { 'x-actor': 'ada' })).toEqual({ kind: 'user', id: 'ada', permissions: [] });
    expect(from('10.0.0.1', { 'x-actor': '  ', 'x-actor-permissions': '*' })).toBeUndefined();
    expect(() => from('10.0.0.1', { 'x-actor': 'a'.repeat(191) })).toThrow(UnauthorizedException);
  });
});

describe('the developer', () => {
  const access = (enforce = false, isDev = true) => {
    const made = new DeveloperAccess({ enforce });
    if (isDev) made.turnOn();
    return ({ remoteAddress = '127.0.0.1', ...headers }: Record<string, string>) =>
      made.principalOf({ socket: { remoteAddress }, headers })?.id;
  };

  it.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'app.localhost', '127.8.8.8'])(
    'sends requests to %s from its own machine',
    (host) => {
      expect(access()({ host })).toBe('developer');
    },
  );

  it.each<Record<string, string>>([
    { host: 'evil.example.org' },
    { host: 'localhost.evil.org' },
    { host: '192.168.1.5:3000' },
    { host: 'localhost@evil.org' },
    { host: '' },
    { host: 'localhost', remoteAddress: '192.168.1.9' },
    { host: 'localhost', 'x-forwarded-for': '127.0.0.1' },
    { host: 'localhost', forwarded: 'for=127.0.0.1' },
    { host: 'localhost', via: '1.1 tunnel' },
    { host: 'localhost', authorization: 'Bearer wrong' },
    { host: 'localhost', 'x-actor': 'ada' },
  ])('does not send %j', (headers) => {
    expect(access()(headers)).toBeUndefined();
  });

  it('exists neither where access is enforced nor outside the dev server', () => {
    expect(access(true)({ host: 'localhost' })).toBeUndefined();
    expect(access(false, false)({ host: 'localhost' })).toBeUndefined();
  });
});
