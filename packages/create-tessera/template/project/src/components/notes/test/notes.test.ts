import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type TestApp } from 'nestjs-tessera/testing';
import { NotesModule } from '../notes.module.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp(NotesModule);
});
afterAll(() => app.close());

it('keeps a note of those who may write', async () => {
  const writer = app.as({ permissions: ['notes:notes.write'] });
  expect(await writer.post('/notes', { text: 'Buy milk' })).toMatchObject({ status: 201 });
  expect(await app.http.get('/notes')).toMatchObject({ body: { items: [{ text: 'Buy milk' }] } });
});

it('takes none of a stranger, and none without a text', async () => {
  const writer = app.as({ permissions: ['notes:notes.write'] });
  expect(await app.http.post('/notes', { text: 'Hello' })).toMatchObject({ status: 401 });
  expect(await writer.post('/notes', { text: '' })).toMatchObject({ status: 400 });
});
