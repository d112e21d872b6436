import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type TestApp } from 'nestjs-tessera/testing';
import { {{class}}Module } from '../src/index.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({{class}}Module);
});
afterAll(() => app.close());

it('keeps an item of those who may write', async () => {
  const writer = app.as({ permissions: ['{{name}}:items.write'] });
  expect(await writer.post('/{{name}}', { name: 'First' })).toMatchObject({ status: 201 });
  expect(await app.http.get('/{{name}}')).toMatchObject({ body: { items: [{ name: 'First' }] } });
});

it('takes none of a stranger, and none without a name', async () => {
  const writer = app.as({ permissions: ['{{name}}:items.write'] });
  expect(await app.http.post('/{{name}}', { name: 'First' })).toMatchObject({ status: 401 });
  expect(await writer.post('/{{name}}', { name: '' })).toMatchObject({ status: 400 });
});
