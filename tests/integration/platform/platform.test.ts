import { Agent, request, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Injectable, Module, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { useTestDatabase } from '../../../src/database/test-utils/index.ts';
import {
  Public,
  ComponentHealth,
  PageQuery,
  sortBy,
  type ComponentHealthCheck,
} from '../../../src/platform/index.ts';
import { RouteConflictError } from '../../../src/platform/routes/route-conflict.error.ts';
import { shutDown } from '../../../src/platform/server/shut-down.ts';
import { createLogger } from '../../../src/platform/logging/create-logger.ts';
import { component, type Platform, startPlatform } from './start-platform.ts';

const CreateThing = z.strictObject({ name: z.string().min(1), at: z.iso.datetime().optional() });
const ListThings = PageQuery.extend({ sort: sortBy('createdAt', 'name') });

let health: 'up' | 'down' = 'up';
let slow = {
  entered: Promise.resolve(),
  leave: (): void => undefined,
  wait: Promise.resolve(),
  enter: (): void => undefined,
};
function armSlow() {
  let enter: () => void = () => undefined;
  let leave: () => void = () => undefined;
  const entered = new Promise<void>((resolve) => (enter = resolve));
  const wait = new Promise<void>((resolve) => (leave = resolve));
  slow = { entered, leave, wait, enter };
}

@Public()
@Controller('things')
class ThingsController {
  @Post()
  create(@Body({ schema: CreateThing }) body: z.infer<typeof CreateThing>) {
    return body;
  }

  @Get()
  list(@Query({ schema: ListThings }) query: z.infer<typeof ListThings>) {
    return query;
  }

  @Get('slow')
  async slow() {
    slow.enter();
    await slow.wait;
    return { done: true };
  }

  @Get('broken')
  broken() {
    throw new Error('secret internals at /srv/app');
  }
}

@Injectable()
@ComponentHealth()
class ThingsHealth implements ComponentHealthCheck {
  check() {
    return health === 'up' ? Promise.resolve({ waiting: 3 }) : Promise.reject(new Error('The queue is full'));
  }
}

@Module({ controllers: [ThingsController], providers: [ThingsHealth] })
class ThingsModule {}

@Public()
@Controller('things')
class RivalController {
  @Get()
  list() {
    return [];
  }
}

@Module({ controllers: [RivalController] })
class RivalModule {}

const silent = createLogger({ logLevel: 'silent', logFormat: 'json' });

/** Sends one request after the other on one connection until an answer says that it ends. */
function untilClosed(url: URL): { begun: Promise<void>; ended: Promise<(number | undefined)[]> } {
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = (): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      request(url, { agent }, (response) => {
        response.resume().once('end', () => {
          resolve(response);
        });
      })
        .on('error', reject)
        .end();
    });
  async function run(): Promise<(number | undefined)[]> {
    const statuses = [];
    for (;;) {
      const { statusCode, headers } = await send();
      statuses.push(statusCode);
      begin();
      if (headers.connection === 'close') return statuses;
    }
  }
  return { begun, ended: run() };
}

describe('the platform', () => {
  const database = useTestDatabase();
  let platform: Platform;

  beforeAll(async () => {
    platform = await startPlatform(database.url, [
      component('things', ThingsModule, { description: 'Things & more', models: ['Thing'] }),
      component('just-data', undefined),
    ]);
  });
  afterAll(() => platform.app.close());

  it('answers wrong input with every wrong value', async () => {
    const { status, body } = await platform.http.post('/things', { name: '', at: 'now' });
    expect(status).toBe(400);
    expect(body).toMatchObject({ title: 'Bad Request', errors: [{ path: 'name' }, { path: 'at' }] });
  });

  it('hands over parsed input', async () => {
    const { body } = await platform.http.get('/things?limit=5&sort=name');
    expect(body).toEqual({ limit: 5, sort: { field: 'name', direction: 'asc' } });
  });

  it('refuses large and broken bodies as problems', async () => {
    const large = await platform.http.post('/things', { name: 'x'.repeat(2000) });
    expect(large.status).toBe(413);
    expect(large.body).toMatchObject({ status: 413, detail: 'request entity too large' });
    expect(large.headers.get('x-request-id')).toBeTruthy();
    const missing = await platform.http.get('/nothing/here?q=1');
    expect(missing.body).toMatchObject({ status: 404, instance: '/nothing/here' });
  });

  it('keeps a sane request id and replaces others', async () => {
    const sane = await platform.http.get('/health/live', { 'x-request-id': 'abc-1' });
    expect(sane.headers.get('x-request-id')).toBe('abc-1');
    const odd = await platform.http.get('/health/live', { 'x-request-id': 'a b{}' });
    expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('tells nobody but the log about bugs', async () => {
    const { status, body } = await platform.http.get('/things/broken', { 'x-request-id': 'bug-1' });
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toMatch(/secret|srv/);
    expect(platform.logs()).toContain('bug-1');
  });

  it('sets security headers and lets the API page load its own scripts', async () => {
    const { status, headers } = await platform.http.get('/docs');
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('x-powered-by')).toBeNull();
    expect((await platform.http.get('/docs/swagger-ui-init.js')).status).toBe(200);
  });

  it('documents every operation under its component', async () => {
    const { body } = await platform.http.get('/docs/json');
    expect(body).toMatchObject({
      paths: {
        '/things': {
          get: { tags: ['things'], operationId: 'things_ThingsController_list' },
          post: {
            tags: ['things'],
            requestBody: { content: { 'application/json': { schema: { required: ['name'] } } } },
          },
        },
      },
    });
    expect(JSON.stringify(body)).toContain('"enum":["createdAt","-createdAt","name","-name"]');
  });

  it('answers GET / by Accept', async () => {
    const page = await platform.http.get('/', { accept: 'text/html,*/*;q=0.8' });
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.body).toContain('Things &amp; more');
    const data = await platform.http.get('/', { accept: '*/*' });
    expect(data.headers.get('vary')).toContain('Accept');
    expect(data.body).toMatchObject({
      name: 'tessera',
      components: [
        { name: 'things', models: ['Thing'], routes: [{ path: '/things' }, { path: '/things' }, {}, {}] },
        { name: 'just-data', routes: [] },
      ],
    });
  });

  it('asks components how they are', async () => {
    const up = await platform.http.get('/health/ready');
    expect(up.status).toBe(200);
    expect(up.body).toMatchObject({
      details: { 'component:things': { status: 'up', waiting: 3 }, 'component:just-data': { status: 'up' } },
    });
    health = 'down';
    const down = await platform.http.get('/health/ready');
    health = 'up';
    expect(down.status).toBe(503);
    expect(down.body).toMatchObject({ error: { 'component:things': { message: 'The queue is full' } } });
    expect((await platform.http.get('/health/live')).status).toBe(200);
  });

  it('is not ready, and says why, when a migration is missing', async () => {
    const behind = await startPlatform(database.url, [], { migrations: ['99990101000000_future'] });
    const { status, body } = await behind.http.get('/health/ready');
    await behind.app.close();
    expect(status).toBe(503);
    expect(body).toMatchObject({ error: { migrations: { missing: ['99990101000000_future'] } } });
    expect(JSON.stringify(body)).toContain('npx prisma migrate deploy');
  });

  it('refuses two components on one route and names both', async () => {
    const starting = startPlatform(database.url, [
      component('things', ThingsModule),
      component('rival', RivalModule),
    ]);
    await expect(starting).rejects.toThrow(RouteConflictError);
    await expect(starting).rejects.toThrow(
      /GET \/things is claimed by component "things" and component "rival"/,
    );
  });

  it('says on the answer to a request under way that its connection ends', async () => {
    armSlow();
    const stopping = await startPlatform(database.url, [component('things', ThingsModule)]);
    const answer = stopping.http.get('/things/slow');
    await slow.entered;
    const stopped = shutDown(stopping.app, { shutdownDelay: 0, shutdownTimeout: 60 }, silent);
    await expect(stopping.http.get('/health/live', { connection: 'close' })).rejects.toThrow();
    slow.leave();
    const { status, headers, body } = await answer;
    expect({ status, body }).toEqual({ status: 200, body: { done: true } });
    expect(headers.get('connection')).toBe('close');
    expect(await stopped).toBe(true);
  });

  it('resets no connection of clients that send one request after the other while it stops', async () => {
    const stopping = await startPlatform(database.url, [component('things', ThingsModule)]);
    const url = new URL('/things?limit=5', await stopping.app.getUrl());
    const clients = Array.from({ length: 50 }, () => untilClosed(url));
    await Promise.all(clients.map(({ begun }) => begun));
    const stopped = shutDown(stopping.app, { shutdownDelay: 0, shutdownTimeout: 60 }, silent);
    const answers = await Promise.all(clients.map(({ ended }) => ended));
    expect(answers.every((statuses) => statuses.every((status) => status === 200))).toBe(true);
    expect(await stopped).toBe(true);
  });

  it('cuts off what takes longer than it may', async () => {
    armSlow();
    const stopping = await startPlatform(database.url, [component('things', ThingsModule)]);
    const cut = expect(stopping.http.get('/things/slow')).rejects.toThrow();
    await slow.entered;
    expect(await shutDown(stopping.app, { shutdownDelay: 0, shutdownTimeout: 0 }, silent)).toBe(false);
    await cut;
    slow.leave();
  });
});
