import { type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  Body,
  Controller,
  Get,
  type MiddlewareConsumer,
  Module,
  type NestModule,
  Post,
} from '@nestjs/common';
import express from 'express';
import { useTestDatabase } from '@/database/test-utils';
import { HttpClient } from '@/platform/test-utils';
import { Public } from '../../../src/platform/index.ts';
import { component, type Platform, startPlatform } from './start-platform.ts';

@Public()
@Controller('brought')
class BroughtController {
  @Get('passed')
  passed(): string {
    return 'by the route';
  }

  @Post('body')
  body(@Body() body: unknown): unknown {
    return body;
  }
}

/** Middleware that needs the request and the response of Express brings its own Express. */
const brought = express();
brought.use(express.json());
// A router takes what led to the middleware from `url`.
brought.use((request, response, next) => {
  if (!request.originalUrl.startsWith('/brought/answered')) next();
  else response.set('x-by', 'express').json({ query: request.query, type: request.accepts('json') });
});

@Module({ controllers: [BroughtController] })
class BroughtModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer
      .apply((_request: IncomingMessage, response: ServerResponse, next: () => void) => {
        response.setHeader('x-plain', 'yes');
        next();
      }, brought)
      .forRoutes('brought{/*path}');
  }
}

describe('middleware of a component', () => {
  const database = useTestDatabase();
  let platform: Platform;
  let http: HttpClient;
  beforeAll(async () => {
    platform = await startPlatform(database.url, [component('brought', BroughtModule)]);
    http = new HttpClient(await platform.app.getUrl());
  });
  afterAll(() => platform.app.close());

  it('gets the objects of node:http, and Express its own', async () => {
    const answered = await http.get('/brought/answered?a=1');
    expect(answered).toMatchObject({ status: 200, body: { query: { a: '1' }, type: 'json' } });
    expect([answered.headers.get('x-plain'), answered.headers.get('x-by')]).toEqual(['yes', 'express']);
  });

  it('lets routes answer, also with a body that it has read', async () => {
    const passed = await http.get('/brought/passed');
    expect([passed.status, passed.headers.get('x-plain')]).toEqual([200, 'yes']);
    expect(await http.post('/brought/body', { a: 1 })).toMatchObject({ status: 201, body: { a: 1 } });
  });
});
