import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpClient, startApp, type TestApp } from 'nestjs-tessera/testing';
import { pageOf } from 'nestjs-tessera/platform';
import { {{Component}}Module } from '../{{component}}.module.ts';
import { seed } from '../prisma/seed.ts';
import { {{Resource}}View } from '../{{resources}}/{{resource}}-view.ts';

const path = '/{{component}}/{{resources}}';
const unknown = '6f1c2f38-5a1b-4a63-9d3c-0a4b8b1f0e11';

describe('{{component}}/{{resources}}', () => {
  let app: TestApp;
  let http: HttpClient;
  beforeAll(async () => {
    app = await startApp({{Component}}Module);
    http = app.as({ permissions: ['{{component}}:*'] });
  });
  afterAll(() => app.close());

  const create = async (name: string) =>
    {{Resource}}View.parse((await http.post(path, { name })).body);
  const names = async (query: string) => {
    const { body } = await http.get(`${path}?${query}`);
    return pageOf({{Resource}}View)
      .parse(body)
      .items.map(({ name }) => name);
  };

  it('creates one and says where it is', async () => {
    const { status, headers, body } = await http.post(path, { name: ' One ' });
    const created = {{Resource}}View.parse(body);

    expect(status).toBe(201);
    expect(created.name).toBe('One');
    expect(headers.get('location')).toBe(`${path}/${created.id}`);
    expect(await http.get(`${path}/${created.id}`)).toMatchObject({ status: 200, body: created });
  });

  it.each([[{}], [{ name: ' ' }], [{ name: 'x', admin: true }]])('refuses %j', async (body) => {
    expect(await http.post(path, body)).toMatchObject({ status: 400 });
  });

  it('finds by a part of the name, in the order asked for', async () => {
    for (const name of ['sorted b', 'sorted a', 'other']) await create(name);

    expect(await names('q=SORTED&sort=name')).toEqual(['sorted a', 'sorted b']);
  });

{{relationTest}}  it('changes one', async () => {
    const { id } = await create('before');

    expect(await http.patch(`${path}/${id}`, { name: 'after' })).toMatchObject({
      status: 200,
      body: { id, name: 'after' },
    });
  });

  it('deletes one', async () => {
    const { id } = await create('gone');

    expect(await http.delete(`${path}/${id}`)).toMatchObject({ status: 204 });
    expect(await http.get(`${path}/${id}`)).toMatchObject({ status: 404 });
  });

  it('answers 404 for an unknown id and 400 for one that is no id', async () => {
    expect(await http.patch(`${path}/${unknown}`, { name: 'x' })).toMatchObject({ status: 404 });
    expect(await http.get(`${path}/none`)).toMatchObject({ status: 400 });
  });

  it('is closed to strangers, and lets readers only read', async () => {
    const reader = app.as({ permissions: ['{{component}}:{{resources}}.read'] });

    expect(await app.http.get(path)).toMatchObject({ status: 401 });
    expect(await reader.get(path)).toMatchObject({ status: 200 });
    expect(await reader.post(path, { name: 'x' })).toMatchObject({ status: 403 });
  });

  it('has example data that can be put in twice', async () => {
    await seed(app.prisma);
    const count = await app.prisma.{{accessor}}.count();
    await seed(app.prisma);

    expect(await app.prisma.{{accessor}}.count()).toBe(count);
    expect(await names('q=first')).toEqual(['First']);
  });
});
