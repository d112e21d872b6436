import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Module, Post, Query } from '@nestjs/common';
import { ApiConsumes } from '@nestjs/swagger';
import { z } from 'zod';
import { useTestDatabase } from '../../../src/database/test-utils/index.ts';
import { originPolicy } from '../../../src/http/index.ts';
import { Public, JsonValue } from '../../../src/platform/index.ts';
import { fastestOf } from '../../support/fastest-of.ts';
import { component, type Platform, startPlatform } from './start-platform.ts';

const Note = z.strictObject({ title: z.string(), extra: z.unknown().pipe(z.json()).optional() });
const List = z.array(z.strictObject({ id: z.string() }));

@Public()
@Controller('notes')
class NotesController {
  @Post()
  create(@Body({ schema: Note }) body: z.infer<typeof Note>): unknown {
    return { title: body.title };
  }

  @Post('any')
  any(@Body({ schema: JsonValue }) body: unknown): unknown {
    return { length: Array.isArray(body) ? body.length : undefined };
  }

  @Post('list')
  list(@Body({ schema: List }) body: z.infer<typeof List>): unknown {
    return body.length;
  }

  @Post('form')
  @ApiConsumes('application/x-www-form-urlencoded')
  form(@Body({ schema: Note }) body: z.infer<typeof Note>): unknown {
    return { title: body.title };
  }

  @Post('archive')
  archive(@Query() query: unknown): unknown {
    return { archived: true, query };
  }
}

@Module({ controllers: [NotesController] })
class NotesModule {}

describe('requests that are not what a client of the API sends', () => {
  const database = useTestDatabase();
  let platform: Platform;
  let url: URL;

  beforeAll(async () => {
    const settings = { host: '127.0.0.1', allowedHosts: [], trustedOrigins: [] };
    platform = await startPlatform(database.url, [component('notes', NotesModule)], {
      bodyLimit: '2mb',
      origins: originPolicy({ ...settings, isDevelopment: true }),
    });
    url = new URL(await platform.app.getUrl());
  });
  afterAll(() => platform.app.close());

  /** Not fetch, which sets these headers by itself. */
  async function send(
    path: string,
    headers: Record<string, string>,
    body?: string,
    method = 'POST',
  ): Promise<{ status: number | undefined; body: string }> {
    return new Promise((resolve, reject) => {
      request(new URL(path, url), { method, headers }, (response) => {
        text(response).then((answer) => {
          resolve({ status: response.statusCode, body: answer });
        }, reject);
      })
        .on('error', reject)
        .end(body);
    });
  }
  const json = { 'content-type': 'application/json' };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const note = '{"title":"x"}';

  it('refuses another host, whatever is asked, as a problem that is logged', async () => {
    for (const path of ['/health/live', '/docs/json', '/', '/notes', '/nothing']) {
      const { status, body } = await send(path, { host: 'evil.example' }, undefined, 'GET');
      expect(status).toBe(403);
      expect(JSON.parse(body)).toMatchObject({ status: 403, instance: path });
    }
    await send('/notes', { host: 'evil.example', 'x-request-id': 'rebound-1' }, undefined, 'GET');
    expect(platform.logs()).toContain('rebound-1');
    expect((await send('/notes', { ...json, host: `localhost:${url.port}` }, note)).status).toBe(201);
  });

  it('refuses what pages of other sites write', async () => {
    const foreignHeaders: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const foreign of foreignHeaders) {
      for (const type of [json, form, { 'content-type': 'text/plain' }]) {
        expect((await send('/notes', { ...type, ...foreign }, note)).status).toBe(403);
      }
      // There is nothing to declare here.
      expect((await send('/notes/archive', foreign)).status).toBe(403);
    }
    const own = { origin: url.origin, 'sec-fetch-site': 'same-origin' };
    expect((await send('/notes', { ...json, ...own }, note)).status).toBe(201);
  });

  it('refuses to open another protocol for pages of other sites', async () => {
    let isAsked = false;
    const server = platform.app.getHttpServer();
    server.on('upgrade', (_request, socket) => {
      isAsked = true;
      socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n');
    });
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket', origin: 'https://evil.example' };
    expect((await send('/notes', upgrade, undefined, 'GET')).status).toBe(403);
    server.removeAllListeners('upgrade');
    expect(isAsked).toBe(false);
  });

  it('takes only the content types a route declares', async () => {
    for (const type of [
      'text/plain',
      form['content-type'],
      'multipart/form-data; boundary=x',
      'application/xml',
      'application/vnd.api+json',
    ]) {
      const { status, body } = await send('/notes', { 'content-type': type }, note);
      expect(status).toBe(415);
      expect(body).toContain('Send application/json');
    }
    expect((await send('/notes', {}, note)).status).toBe(415);
    expect((await send('/notes/archive', form, 'a=b')).status).toBe(415);
    expect((await send('/notes', { 'content-type': 'Application/JSON; charset=utf-8' }, note)).status).toBe(
      201,
    );
    expect((await send('/notes/form', form, 'title=x')).status).toBe(201);
    expect((await send('/notes/form', json, note)).status).toBe(415);
    // Nothing is no type: so clients send a POST without data.
    expect((await send('/notes/archive', form)).status).toBe(201);
  });

  it.each([
    ['nested 3,000 deep', `{"title":"x","extra":${'['.repeat(3000)}${']'.repeat(3000)}}`, /deeper than 64/],
    ['nested 200,000 deep', '['.repeat(200_000) + ']'.repeat(200_000), /deeper than 64/],
    ['nested 3,000 deep in objects', '{"a":'.repeat(3000) + '1' + '}'.repeat(3000), /deeper than 64/],
    ['with half a character', '{"title":"x\\ud800"}', /title.*is not valid Unicode/],
    ['with half a character in a key', '{"title":"x","extra":{"\\udc00":1}}', /extra.*key/],
    ['with an endless number', '{"title":"x","extra":[1e999]}', /extra\.0.*too large/],
    ['broken', '{"title":', /Unexpected end/],
  ])('answers JSON %s with 400 that names the place', async (_, body, reason) => {
    const answer = await send('/notes', json, body);
    expect(answer.body).toMatch(reason);
    expect(answer.status).toBe(400);
  });

  it('holds the event loop for none of a megabyte of small values', async () => {
    const many = (part: string): string =>
      `[${Array(Math.floor(1e6 / (part.length + 1)))
        .fill(part)
        .join()}]`;
    const bodies = ['{}', '[]', '0', '""', '{"id":"a"}', '{"id":1}'].map(many);
    for (const path of ['/notes/any', '/notes/list', '/notes']) {
      for (const body of bodies) {
        const sent = path === '/notes' ? `{"title":"x","extra":${body}}` : body;
        const { status, ms } = await fastestOf(() => send(path, json, sent));
        expect(status).toBe(400);
        expect(ms).toBeLessThan(100);
      }
    }
  });

  it('tells of at most a hundred wrong values', async () => {
    const { body } = await send('/notes/list', json, `[${Array(5000).fill('1').join()}]`);
    expect(JSON.parse(body)).toHaveProperty('errors.length', 100);
  });
});
