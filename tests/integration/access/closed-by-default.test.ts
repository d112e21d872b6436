import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Inject, Injectable, Module, type Type } from '@nestjs/common';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../../src/database/test-utils/index.ts';
import { Principals, Public, Requires } from '../../../src/platform/index.ts';
import { HttpClient } from '../../../src/platform/test-utils/index.ts';
import { TestPrincipals } from '../../../src/platform/test-utils/test-principals.ts';
import { component, type Platform, startPlatform } from '../platform/start-platform.ts';

declare global {
  interface TesseraPermissions {
    'vault:read': true;
  }
}

@Controller('vault')
class VaultController {
  @Requires('vault:read', { hidden: true })
  @Get('secret')
  secret() {
    return { gold: 1 };
  }
  @Requires('vault:read')
  @Get('known')
  known() {
    return { silver: 1 };
  }
}
@Module({ controllers: [VaultController] })
class VaultModule {}

const Line = z.looseObject({
  req: z.looseObject({ url: z.string() }).optional(),
  principal: z.strictObject({ kind: z.string(), id: z.string() }).optional(),
});

describe('what is closed by default', () => {
  let database: TestDatabase;
  let platform: Platform;
  let base: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    const permissions = { read: 'See it' };
    platform = await startPlatform(database.url, [component('vault', VaultModule, { permissions })]);
    base = await platform.app.getUrl();
  });
  afterAll(async () => {
    await platform.app.close();
    await database.drop();
  });
  const as = (who: Parameters<TestPrincipals['credentialsOf']>[0]) =>
    new HttpClient(base, platform.app.get(TestPrincipals).credentialsOf(who));

  it('answers where a hidden route is as where none is, to strangers and to who lacks the permission', async () => {
    for (const client of [new HttpClient(base), as({ permissions: ['garden:*'] })]) {
      const hidden = await client.get('/vault/secret?x=1', { 'x-request-id': 'same' });
      const nothing = await client.get('/vault/nothing?x=1', { 'x-request-id': 'same' });
      expect(hidden.status).toBe(404);
      const same = (text: unknown) => JSON.stringify(text).replaceAll('secret', 'nothing');
      expect(same(hidden.body)).toBe(same(nothing.body));
      const names = (headers: Headers) => [...headers.keys()].sort();
      expect(names(hidden.headers)).toEqual(names(nothing.headers));
      const status = (await client.get('/vault/known')).status;
      expect([401, 403]).toContain(status);
    }
    const torn = await new HttpClient(base, { authorization: 'Bearer torn' }).get('/vault/secret');
    expect(torn.status).toBe(404);
    expect(torn.headers.get('www-authenticate')).toBeNull();
    expect(await as({ permissions: ['vault:read'] }).get('/vault/secret')).toMatchObject({ status: 200 });
  });

  it('says of a hidden route in the document that it may be not there, not that it refuses', async () => {
    const { body } = await platform.http.get('/docs/json');
    const Document = z.object({
      paths: z.record(
        z.string(),
        z.object({ get: z.object({ responses: z.record(z.string(), z.unknown()) }) }),
      ),
    });
    const { paths } = Document.parse(body);
    expect(Object.keys(paths['/vault/secret']?.get.responses ?? {})).toEqual(['200', '404']);
    expect(Object.keys(paths['/vault/known']?.get.responses ?? {})).toEqual(['200', '401', '403']);
  });

  it('names in the log of requests who asked, and no credentials', async () => {
    const teller = { kind: 'key', id: 'teller', permissions: ['vault:read'] } as const;
    const credentials = platform.app.get(TestPrincipals).credentialsOf(teller);
    await new HttpClient(base, credentials).get('/vault/known?who=teller');
    await new HttpClient(base).get('/vault/known?who=stranger');
    const lines = platform
      .logs()
      .trim()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)))
      .filter(({ req }) => req?.url === '/vault/known');
    expect(lines.slice(-2).map(({ principal }) => principal)).toEqual([
      { kind: 'key', id: 'teller' },
      undefined,
    ]);
    expect(platform.logs()).not.toContain(credentials.authorization);
  });

  describe('a gateway of web sockets', () => {
    /** As `@WebSocketGateway()` marks a class. */
    const gateway = (marked: Type): Type => {
      Reflect.defineMetadata('websockets:is_gateway', true, marked);
      return marked;
    };
    const start = async (provider: Type) => {
      @Module({ providers: [provider] })
      class SocketsModule {}
      return await startPlatform(database.url, [component('sockets', SocketsModule)]);
    };

    it('does not start unless it says that it checks by itself', async () => {
      @Injectable()
      class Silent {}
      @Injectable()
      @Requires('vault:read')
      class Requiring {}
      await expect(start(gateway(Silent))).rejects.toThrow('ACCESS.UNDECLARED_GATEWAY');
      await expect(start(gateway(Requiring))).rejects.toThrow('Requiring');
    });

    it('finds out who opened a connection', async () => {
      @Public()
      @Injectable()
      class Checking {
        readonly #principals: Principals;
        constructor(@Inject(Principals) principals: Principals) {
          this.#principals = principals;
        }
        async handleConnection(_socket: unknown, request: IncomingMessage) {
          return await this.#principals.of(request);
        }
      }
      const { app } = await start(gateway(Checking));
      const handshake = new IncomingMessage(new Socket());
      expect(await app.get(Checking, { strict: false }).handleConnection(undefined, handshake)).toMatchObject(
        {
          kind: 'anonymous',
        },
      );
      await app.close();
    });
  });
});
