import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fastify } from 'fastify';
import { readBodies } from '../../../../../src/platform/fastify/read-bodies.ts';

describe('readBodies', () => {
  const instance = fastify();
  let origin: string;
  beforeAll(async () => {
    readBodies(instance, '100b');
    instance.post('/', ({ body }) => ({ body: body ?? 'unread' }));
    origin = await instance.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => instance.close());

  function post(type: string | undefined, payload: string | Buffer, headers: Record<string, string> = {}) {
    return new Promise<string>((resolve, reject) => {
      const length = { 'content-length': Buffer.byteLength(payload) };
      request(origin, {
        method: 'POST',
        agent: false,
        headers: { ...length, ...headers, ...(type !== undefined && { 'content-type': type }) },
      })
        .on('error', reject)
        .on('response', (response) => {
          text(response).then((body) => {
            resolve(`${response.statusCode} ${body}`);
          }, reject);
        })
        .end(payload);
    });
  }

  it.each([
    ['application/json', '{"a":[1]}', '200 {"body":{"a":[1]}}'],
    ['application/merge-patch+json; charset=utf-8', '{"a":1}', '200 {"body":{"a":1}}'],
    ['application/x-www-form-urlencoded', 'a=1&b[c]=2', '200 {"body":{"a":"1","b":{"c":"2"}}}'],
    ['text/plain', 'some text', '200 {"body":"unread"}'],
    [undefined, 'bytes', '200 {"body":"unread"}'],
    ['application/json', '', '200 {"body":{}}'],
  ])('of %s reads %s', async (type, payload, expected) => {
    expect(await post(type, payload)).toBe(expected);
  });

  it('reads what is compressed, and holds the limit for what comes out', async () => {
    const zip = (text: string) => post('application/json', gzipSync(text), { 'content-encoding': 'gzip' });
    expect(await zip('{"a":1}')).toBe('200 {"body":{"a":1}}');
    expect(await zip(`{"a":"${'x'.repeat(200)}"}`)).toMatch(/^413 .*too large/);
    expect(await post('application/json', '{}', { 'content-encoding': 'strange' })).toMatch(/^415 /);
  });

  it('reads text that is not UTF-8', async () => {
    expect(await post('application/json; charset=utf-16', Buffer.from('\ufeff{"a":"ü"}', 'utf16le'))).toBe(
      '200 {"body":{"a":"ü"}}',
    );
  });

  it('refuses what is too large or no JSON', async () => {
    expect(await post('application/json', `"${'x'.repeat(200)}"`)).toMatch(/^413 .*too large/);
    expect(await post('application/json', '{"a":')).toMatch(/^400 .*JSON/);
  });
});
