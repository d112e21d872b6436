import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Controller, Get, Module, type NestApplicationOptions, type Type } from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import { RoutesResolver } from '@nestjs/core/router/routes-resolver.js';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { resolveRoutesOnRequest } from '../../../../../src/dev-runtime/application/lazy-routes.ts';
import { PlatformAdapter } from '../../../../../src/platform/fastify/platform-adapter.ts';
import { requests, WholeModule } from './every-kind-of-route.ts';

const quiet: Pick<NestApplicationOptions, 'logger'> = { logger: false };

describe('resolveRoutesOnRequest', () => {
  const open: NestFastifyApplication[] = [];

  async function start(module: Type, prepare = resolveRoutesOnRequest): Promise<string> {
    const testing = await Test.createTestingModule({ imports: [module] }).compile();
    const adapter = new PlatformAdapter();
    const app = testing.createNestApplication<NestFastifyApplication>(adapter, quiet);
    open.push(app);
    prepare(app);
    await app.init();
    await adapter.complete();
    await app.listen(0, '127.0.0.1');
    return app.getUrl();
  }

  async function answers(url: string): Promise<string[]> {
    const found: string[] = [];
    for (const request of requests) {
      const [method = '', path = ''] = request.split(' ');
      const response = await fetch(`${url}${path}`, { method, redirect: 'manual' });
      const { status, headers } = response;
      const told = [headers.get('allow'), headers.get('location'), await response.text()];
      found.push(`${request}: ${[status, ...told].join(' | ')}`);
    }
    return found;
  }

  afterEach(async () => {
    jest.restoreAllMocks();
    await Promise.all(open.splice(0).map((app) => app.close()));
  });

  it('answers what Nest answers that resolves all at the start', async () => {
    const expected = await answers(await start(WholeModule, () => undefined));
    expect(await answers(await start(WholeModule))).toEqual(expected);
    // Once more: now none of them is resolved at the start.
    expect(await answers(await start(WholeModule))).toEqual(expected);
    expect(expected.join('\n')).toMatch(/GET \/users\/first: 200 .*first user/);
  });

  it('resolves a controller that is known when somebody asks for what begins like its path', async () => {
    @Controller('cats')
    class CatsController {
      @Get()
      list(): string {
        return 'cats';
      }
    }
    @Controller('dogs')
    class DogsController {
      @Get()
      list(): string {
        return 'dogs';
      }
    }
    @Module({ controllers: [CatsController, DogsController] })
    class PetsModule {}
    const resolved = jest.spyOn(RoutesResolver.prototype, 'registerRouters');
    const names = (): unknown[] => resolved.mock.calls.flatMap(([routes]) => [...routes.keys()]);

    await start(PetsModule);
    expect(names()).toEqual([CatsController, DogsController]);

    resolved.mockClear();
    const url = await start(PetsModule);
    expect(names()).toEqual([]);
    expect((await fetch(`${url}/birds`)).status).toBe(404);
    expect(names()).toEqual([]);
    for (let times = 0; times < 2; times += 1) expect(await (await fetch(`${url}/Cats`)).text()).toBe('cats');
    expect(names()).toEqual([CatsController]);
  });

  it('refuses to start with a mistake in a controller that is new', async () => {
    @Controller('broken/:')
    class BrokenController {
      @Get()
      get(): string {
        return '';
      }
    }
    @Module({ controllers: [BrokenController] })
    class BrokenModule {}
    await expect(start(BrokenModule)).rejects.toThrow(/parameter name/);
    // It was not taken for one that is known.
    await expect(start(BrokenModule)).rejects.toThrow(/parameter name/);
  });

  it('looks at a controller anew whose module was given another path', async () => {
    @Controller('one')
    class OneController {
      @Get()
      get(): string {
        return 'one';
      }
    }
    @Module({ controllers: [OneController] })
    class OneModule {}
    @Module({ imports: [OneModule, RouterModule.register([{ path: 'here', module: OneModule }])] })
    class HereModule {}
    @Module({ imports: [OneModule, RouterModule.register([{ path: 'there/:', module: OneModule }])] })
    class ThereModule {}
    expect(await (await fetch(`${await start(HereModule)}/here/one`)).text()).toBe('one');
    await expect(start(ThereModule)).rejects.toThrow(/parameter name/);
  });
});
