import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '@/platform/test-utils';
import { {{Component}}Module } from '../{{component}}.module.ts';

describe('{{component}}', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({{Component}}Module);
  });
  afterAll(() => app.close());

  it('greets whoever is named, otherwise the world', async () => {
    expect(await app.http.get('/{{component}}/greetings?name=Ada')).toMatchObject({
      status: 200,
      body: { text: 'Hello, Ada!' },
    });
    expect(await app.http.get('/{{component}}/greetings')).toMatchObject({ body: { text: 'Hello, world!' } });
  });

  it('refuses an empty name', async () => {
    expect(await app.http.get('/{{component}}/greetings?name=')).toMatchObject({ status: 400 });
  });
});
