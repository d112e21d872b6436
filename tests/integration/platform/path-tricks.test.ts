import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  Controller,
  Get,
  type INestApplication,
  type MiddlewareConsumer,
  Module,
  type NestApplicationOptions,
  type NestModule,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { useTestDatabase } from '@/database/test-utils';
import { Public, Requires, TesseraModule } from '../../../src/platform/index.ts';
import { component, startPlatform } from './start-platform.ts';

@Controller('things')
class ThingsController {
  @Requires('demo:posts.read')
  @Get('secret')
  secret(): string {
    return 'the secret';
  }

  @Requires('demo:posts.read')
  @Get('of/:owner/secret')
  ofOwner(): string {
    return 'the secret';
  }

  @Public()
  @Get('open')
  open(): string {
    return 'open';
  }
}

type Next = (error?: unknown) => void;

/** Middleware of Nest finds its requests by their path: what a router finds, it has to find. */
@Module({ controllers: [ThingsController] })
class ThingsModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer
      .apply(
        (_request: unknown, response: { setHeader: (name: string, value: string) => void }, next: Next) => {
          response.setHeader('x-passed', 'yes');
          next();
        },
      )
      .forRoutes(ThingsController);
  }
}

/** Spellings by which a request might reach a route past what looks at its path (CVE-2026-2293 and its like). */
function spellings(path: string): string[] {
  const [, first = '', ...rest] = path.split('/');
  const tail = rest.join('/');
  const escaped = `%${first.charCodeAt(0).toString(16)}${first.slice(1)}`;
  return [
    ...[path, `${path}/`, `/${path}`, `//${path}`, `${path}//`, `/${first}//${tail}`, path.toUpperCase()],
    ...[`/${escaped}/${tail}`, `/${first}%2F${tail}`, `/${first}%2f${tail}`, `/%2F${first}/${tail}`],
    ...[`${path};x=1`, `${path}%3Bx=1`, `/${first};a/${tail}`, `${path}?a=b`, `${path}%3Fa=b`, `${path}%23`],
    ...[
      `/./${first}/${tail}`,
      `/a/../${first}/${tail}`,
      `/${first}/%2e%2e/${first}/${tail}`,
      `/${first}/./${tail}`,
    ],
    ...[
      `${path}%00`,
      `${path}%20`,
      `${path}%0a`,
      `${path}.json`,
      `/${first}\\${tail}`,
      `/${first}%5c${tail}`,
    ],
    ...[`http://other.example${path}`, `HTTP://other.example${path}`, `http://other.example/${path}`],
    ...[`http://other.example?x${path}`, `https://user@other.example${path}`, `ftp://other.example${path}`],
    ...[
      `*${path.slice(1)}`,
      `*${path}`,
      path.slice(1),
      `x${path}`,
      `/${first}/%zz/${tail}`,
      `/%E2%84%AA${path}`,
    ],
  ];
}

const quiet: Pick<NestApplicationOptions, 'logger' | 'abortOnError'> = { logger: false, abortOnError: false };
const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'TRACE'];

describe.each(['the platform', 'an adopting application on Express', 'an adopting application on Fastify'])(
  'a path that is written another way, on %s',
  (where) => {
    const database = useTestDatabase();
    const things = component('things', ThingsModule);
    let app: INestApplication;
    let port: number;

    async function start(): Promise<INestApplication> {
      if (where === 'the platform') return (await startPlatform(database.url, [things])).app;
      const registry = { components: [things], migrations: [] };
      @Module({ imports: [TesseraModule.forRoot({ registry, client: {} })] })
      class AppModule {}
      const adapter = where.endsWith('Express') ? new ExpressAdapter() : new FastifyAdapter();
      const adopting = await NestFactory.create(AppModule, adapter, quiet);
      await adopting.listen(0, '127.0.0.1');
      return adopting;
    }

    beforeAll(async () => {
      app = await start();
      port = Number(new URL(await app.getUrl()).port);
    });
    afterAll(() => app.close());

    async function send(method: string, path: string) {
      return new Promise<{ status: number; passed: unknown; body: string }>((resolve, reject) => {
        request({ host: '127.0.0.1', port, method, path, agent: false }, (response) => {
          const { statusCode: status = 0, headers } = response;
          text(response).then((body) => {
            resolve({ status, passed: headers['x-passed'], body });
          }, reject);
        })
          .on('error', (cause) => {
            reject(new Error(`${method} ${path} got no answer`, { cause }));
          })
          .end();
      });
    }

    it.each(['/things/secret', '/things/of/me/secret'])('opens %s to no stranger', async (path) => {
      const open: string[] = [];
      for (const method of methods) {
        for (const spelling of spellings(path).filter(isSendable)) {
          // Fastify sends a body with what is no HTTP, which a client takes for the next answer.
          if (method === 'HEAD' && !/^(?:\/|\w+:)/.test(spelling)) continue;
          const { status, body } = await send(method, spelling);
          if (![400, 401, 404].includes(status) || body.includes('the secret')) {
            open.push(`${method} ${spelling} ${status} ${body}`);
          }
        }
      }
      expect(open).toEqual([]);
      expect(await send('GET', path)).toMatchObject({ status: 401 });
    });

    it('reaches no route past the middleware of Nest', async () => {
      const past: string[] = [];
      let reached = 0;
      for (const spelling of spellings('/things/open').filter(isSendable)) {
        const { status, passed, body } = await send('GET', spelling);
        if (status === 200) reached += 1;
        if (status >= 500 || (status === 200 && passed !== 'yes')) past.push(`${spelling} ${status} ${body}`);
      }
      expect(past).toEqual([]);
      expect(reached).toBeGreaterThan(1);
    });
  },
);

/** The client of node:http refuses some by itself. */
function isSendable(path: string): boolean {
  return !/[^\x21-\x7e]/.test(path);
}
