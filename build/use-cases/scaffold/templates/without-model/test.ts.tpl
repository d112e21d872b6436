import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpClient, startApp, type TestApp } from 'nestjs-tessera/testing';
import { {{Component}}Module } from '../{{component}}.module.ts';

describe('{{component}}', () => {
  let app: TestApp;
  let http: HttpClient;
  beforeAll(async () => {
    app = await startApp({{Component}}Module);
    http = app.as({ permissions: ['{{component}}:greetings.read'] });
  });
  afterAll(() => app.close());

  it('greets whoever is named, otherwise the world', async () => {
    expect(await http.get('/{{component}}/greetings?name=Ada')).toMatchObject({
      status: 200,
      body: { text: 'Hello, Ada!' },
    });
    expect(await http.get('/{{component}}/greetings')).toMatchObject({ body: { text: 'Hello, world!' } });
  });

  it('greets no strangers', async () => {
    expect(await app.http.get('/{{component}}/greetings')).toMatchObject({ status: 401 });
  });

  it('refuses an empty name', async () => {
    expect(await http.get('/{{component}}/greetings?name=')).toMatchObject({ status: 400 });
  });
});
