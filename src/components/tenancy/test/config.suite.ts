import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pageOf } from '@/platform';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { ConfigView, EffectiveConfig } from '../config/config-view.ts';
import { TenancyModule } from '../index.ts';

const Configs = pageOf(ConfigView);

describe('tenancy configuration', () => {
  let app: TestApp;
  let http: HttpClient;
  let tenant: string;
  let workspace: string;

  beforeAll(async () => {
    app = await startApp(TenancyModule);
    http = app.as({ permissions: ['tenancy:*'] });
    const { id } = await app.prisma.tenant.create({ data: { slug: 'acme', name: 'Acme' } });
    const room = await app.prisma.tenantWorkspace.create({ data: { tenantId: id, slug: 'room', name: 'R' } });
    tenant = `/tenancy/tenants/${id}`;
    workspace = `/tenancy/workspaces/${room.id}`;
  });
  afterAll(() => app.close());

  it('creates an entry at version 1 and counts every further write', async () => {
    expect(await http.put(`${tenant}/config/a.b`, { value: { deep: [1, null] } })).toMatchObject({
      status: 201,
      body: { key: 'a.b', value: { deep: [1, null] }, version: 1, workspaceId: null },
    });
    expect(await http.put(`${tenant}/config/a.b`, { value: null })).toMatchObject({
      status: 200,
      body: { value: null, version: 2 },
    });
    const { status, body } = await http.get(`${tenant}/config/a.b`);
    expect(status).toBe(200);
    expect(ConfigView.parse(body)).toMatchObject({ value: null, version: 2 });
    expect(body).not.toHaveProperty('scope');
  });

  it('writes only at the expected version', async () => {
    const put = (value: number, expectedVersion: number) =>
      http.put(`${tenant}/config/guarded`, { value, expectedVersion });

    expect(await put(1, 3)).toMatchObject({ status: 409 });
    expect(await put(1, 0)).toMatchObject({ status: 201, body: { version: 1 } });
    expect(await put(2, 0)).toMatchObject({
      status: 409,
      body: { detail: 'The entry guarded is at version 1, not 0.' },
    });
    expect(await put(2, 1)).toMatchObject({ status: 200, body: { version: 2, value: 2 } });
    expect(await put(3, 1)).toMatchObject({ status: 409 });
  });

  it('lets one of several writers with the same expectation win', async () => {
    for (const expectedVersion of [0, 1]) {
      const answers = await Promise.all(
        [1, 2, 3, 4].map((value) => http.put(`${tenant}/config/race`, { value, expectedVersion })),
      );
      expect(answers.filter(({ status }) => status === 409)).toHaveLength(3);
    }
    expect(await http.get(`${tenant}/config/race`)).toMatchObject({ body: { version: 2 } });
  });

  it('loses no write without an expectation', async () => {
    const keys = ['busy.a', 'busy.b', 'busy.c', 'busy.d', 'busy.e', 'busy.f'];
    const values = [1, 2, 3, 4, 5];
    await Promise.all(
      keys.flatMap((key) => values.map((value) => http.put(`${tenant}/config/${key}`, { value }))),
    );
    const { body } = await http.get(`${tenant}/config?prefix=busy.`);
    expect(Configs.parse(body).items.map(({ version }) => version)).toEqual(keys.map(() => 5));
  });

  it("lays a workspace's entries over its tenant's", async () => {
    await http.put(`${tenant}/config/layer.one`, { value: 'tenant' });
    await http.put(`${tenant}/config/layer.two`, { value: 'tenant' });
    await http.put(`${workspace}/config/layer.two`, { value: 'workspace' });
    await http.put(`${workspace}/config/layer.three`, { value: 'workspace' });

    const { items } = EffectiveConfig.parse((await http.get(`${workspace}/effective-config`)).body);
    const layers = items.filter(({ key }) => key.startsWith('layer.'));
    const own = Configs.parse((await http.get(`${workspace}/config?sort=key`)).body);

    expect(layers.map(({ key, value }) => [key, value])).toEqual([
      ['layer.one', 'tenant'],
      ['layer.three', 'workspace'],
      ['layer.two', 'workspace'],
    ]);
    expect(own.items.map(({ key }) => key)).toEqual(['layer.three', 'layer.two']);
    expect(await http.get(`${tenant}/config/layer.two`)).toMatchObject({ body: { value: 'tenant' } });
  });

  it('filters by prefix', async () => {
    await http.put(`${tenant}/config/prefix.a`, { value: 1 });
    await http.put(`${tenant}/config/prefix.b`, { value: 1 });

    const { items } = Configs.parse((await http.get(`${tenant}/config?prefix=prefix.&sort=-key`)).body);

    expect(items.map(({ key }) => key)).toEqual(['prefix.b', 'prefix.a']);
  });

  it('deletes an entry', async () => {
    await http.put(`${workspace}/config/gone`, { value: 1 });

    expect(await http.delete(`${workspace}/config/gone`)).toMatchObject({ status: 204 });
    expect(await http.get(`${workspace}/config/gone`)).toMatchObject({ status: 404 });
    expect(await http.delete(`${tenant}/config/gone`)).toMatchObject({ status: 404 });
  });

  it('refuses wrong keys, missing values and unknown owners', async () => {
    expect(await http.put(`${tenant}/config/a%20b`, { value: 1 })).toMatchObject({ status: 400 });
    expect(await http.put(`${tenant}/config/a`, {})).toMatchObject({ status: 400 });
    expect(await http.put('/tenancy/tenants/nobody/config/a', { value: 1 })).toMatchObject({
      status: 404,
    });
    expect(await http.get('/tenancy/tenants/nobody/config')).toMatchObject({ status: 404 });
    expect(await http.get('/tenancy/workspaces/nobody/effective-config')).toMatchObject({ status: 404 });
  });
});
