import { afterEach, describe, expect, it, jest } from '@jest/globals';
import {
  All,
  type CanActivate,
  Controller,
  ForbiddenException,
  Get,
  HttpCode,
  Injectable,
  Module,
  type NestApplicationOptions,
  Next,
  Options,
  Param,
  ParseIntPipe,
  Post,
  Redirect,
  Scope,
  type Type,
  UseGuards,
} from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import { RoutesResolver } from '@nestjs/core/router/routes-resolver.js';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { resolveRoutesOnRequest } from '../../../../../src/platform/routes/lazy-routes.ts';

@Injectable()
class Refuse implements CanActivate {
  canActivate(): boolean {
    throw new ForbiddenException('not you');
  }
}

// Declared from the least to the most specific, so that an order by declaration would answer otherwise.
@Controller()
class AnywhereController {
  @Get('*rest')
  rest(): string {
    return 'rest';
  }

  @Get(':any/me')
  me(): string {
    return 'anyone';
  }

  @Get('tags/all')
  tags(): string {
    return 'all tags';
  }
}

@Controller('Users')
class UsersController {
  @Get(':id')
  one(@Param('id', ParseIntPipe) id: number): string {
    return `user ${String(id)}`;
  }

  @Get('first')
  first(): string {
    return 'first user';
  }

  @Get('passed')
  passed(@Next() next: () => void): void {
    next();
  }

  @Post()
  @HttpCode(202)
  create(): string {
    return 'created';
  }

  @Get('moved')
  @Redirect('/users/first', 301)
  moved(): void {
    // The decorator says it all.
  }

  @Get('secret')
  @UseGuards(Refuse)
  secret(): string {
    return 'secret';
  }
}

@Controller({ path: ['users', 'people/:group'], scope: Scope.REQUEST })
class PeopleController {
  @Get('list')
  list(): string {
    return 'list';
  }

  @Options('list')
  options(): string {
    return 'own options';
  }

  @All('any')
  any(): string {
    return 'any';
  }
}

@Controller({ path: 'hosted', host: 'elsewhere.example' })
class HostedController {
  @Get()
  get(): string {
    return 'hosted';
  }
}

@Module({ controllers: [HostedController, PeopleController] })
class PeopleModule {}

@Controller('panel{/:tab}')
class PanelController {
  @Get()
  tab(@Param('tab') tab = 'none'): string {
    return tab;
  }
}

@Module({ controllers: [PanelController] })
class PanelModule {}

@Module({
  imports: [PeopleModule, PanelModule, RouterModule.register([{ path: 'admin', module: PanelModule }])],
  controllers: [AnywhereController, UsersController],
})
class WholeModule {}

const options: Pick<NestApplicationOptions, 'routeResolutionStrategy' | 'logger'> = {
  routeResolutionStrategy: 'specificity',
  logger: false,
};

const requests = [
  ...['GET /', 'GET /tags/all', 'GET /tags/me', 'GET /nowhere', 'GET /nowhere/at/all', 'GET //users/first'],
  ...[
    'GET /users/1',
    'GET /USERS/2/',
    'GET /users/first',
    'GET /users/x',
    'GET /users/me',
    'GET /users/passed',
  ],
  ...['GET /%75sers/first', 'GET /users/first?x=/tags/all', 'GET /users/moved', 'GET /users/secret'],
  ...['POST /users', 'DELETE /users', 'HEAD /users/first', 'OPTIONS /users/first', 'OPTIONS /users/list'],
  ...[
    'GET /users/list',
    'GET /people/3/list',
    'PUT /people/3/any',
    'GET /hosted',
    'GET /admin',
    'GET /admin/panel',
  ],
  ...['GET /admin/panel/two', 'GET /panel'],
];

describe('resolveRoutesOnRequest', () => {
  const open: NestExpressApplication[] = [];

  async function start(module: Type, prepare = resolveRoutesOnRequest): Promise<string> {
    const testing = await Test.createTestingModule({ imports: [module] }).compile();
    const app = testing.createNestApplication<NestExpressApplication>(options);
    open.push(app);
    prepare(app);
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
