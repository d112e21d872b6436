import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { All, Controller, Get, type INestApplication, Module, Post, Sse } from '@nestjs/common';
import { ModulesContainer, RouterModule, SerializedGraph } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { EMPTY, type Observable } from 'rxjs';
import { z } from 'zod';
import { listRoutes, type MountedRoute } from '../../../../../src/platform/routes/list-routes.ts';

class Readable {
  @Get('inherited')
  inherited(): string {
    return '';
  }
}

@Controller('users/')
class UsersController extends Readable {
  @Get()
  list(): string {
    return '';
  }

  @Get([':id', '/by-id/:id/'])
  one(): string {
    return '';
  }

  @Post('search{/:page}')
  search(): string {
    return '';
  }

  @All('*any')
  any(): string {
    return '';
  }

  notARoute(): string {
    return '';
  }
}

@Controller(['events', '/v2/events'])
class EventsController {
  @Sse('stream')
  stream(): Observable<never> {
    return EMPTY;
  }
}

@Controller()
class RootController {
  @Get('/')
  root(): string {
    return '';
  }
}

@Module({ controllers: [EventsController] })
class EventsModule {}

@Module({
  imports: [EventsModule, RouterModule.register([{ path: 'admin', module: EventsModule }])],
  controllers: [UsersController, RootController],
})
class UsersModule {}

const Entrypoints = z.record(
  z.string(),
  z.array(
    z.object({
      className: z.string(),
      methodName: z.string(),
      metadata: z.object({ path: z.string(), requestMethod: z.string() }),
    }),
  ),
);

const lines = (routes: readonly MountedRoute[]): string[] =>
  routes.map(({ method, path, handler }) => `${method} ${path} ${handler}`).sort();

describe('listRoutes', () => {
  let app: INestApplication;

  beforeAll(async () => {
    const testing = await Test.createTestingModule({ imports: [UsersModule] }).compile({ snapshot: true });
    app = await testing.createNestApplication().init();
  });

  afterAll(() => app.close());

  it('finds what Nest finds for its graph', () => {
    const { entrypoints } = app.get(SerializedGraph).toJSON();
    const nests = Object.values(Entrypoints.parse(entrypoints))
      .flat()
      .map(({ className, methodName, metadata: { path, requestMethod: method } }) => ({
        ...{ method, path, component: undefined },
        handler: `${className}.${methodName}`,
      }));
    const found = listRoutes(app.get(ModulesContainer), []);
    expect(lines(found)).toEqual(lines(nests));
    expect(found).toHaveLength(9);
  });

  it('knows whose each route is', () => {
    const users = { name: 'users', version: '1.0.0', path: 'src/components/users', requires: [], models: [] };
    const found = listRoutes(app.get(ModulesContainer), [{ ...users, optional: false, module: UsersModule }]);
    expect(found.map(({ component }) => component)).toEqual(found.map(() => 'users'));
  });
});
