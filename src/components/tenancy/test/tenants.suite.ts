import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pageOf } from '@/platform';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { TenancyModule, TenantDirectory } from '../index.ts';
import { TenantView } from '../tenants/tenant-view.ts';

const Tenants = pageOf(TenantView);

describe('tenancy/tenants', () => {
  let app: TestApp;
  let http: HttpClient;
  beforeAll(async () => {
    app = await startApp(TenancyModule);
    http = app.as({ permissions: ['tenancy:*'] });
  });
  afterAll(() => app.close());

  const create = async (slug: string) =>
    TenantView.parse((await http.post('/tenancy/tenants', { slug, name: `Tenant ${slug}` })).body);

  it('creates an active tenant and says where it is', async () => {
    const { status, headers, body } = await http.post('/tenancy/tenants', { slug: 'acme', name: 'Acme' });
    const tenant = TenantView.parse(body);

    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/tenancy/tenants/${tenant.id}`);
    expect(tenant).toMatchObject({ slug: 'acme', status: 'ACTIVE', suspendedAt: null });
    expect(await http.get(`/tenancy/tenants/${tenant.id}`)).toMatchObject({ status: 200, body: tenant });
  });

  it('keeps slugs unique and well formed', async () => {
    await create('unique');

    expect(await http.post('/tenancy/tenants', { slug: 'unique', name: 'Twin' })).toMatchObject({
      status: 409,
    });
    for (const slug of ['Upper', 'two--hyphens', '-start', 'end-', 'space d', 'x']) {
      expect(await http.post('/tenancy/tenants', { slug, name: 'X' })).toMatchObject({ status: 400 });
    }
  });

  it('finds by status, slug and text', async () => {
    const one = await create('find-one');
    await create('find-two');
    await http.post(`/tenancy/tenants/${one.id}/suspend`);

    const slugs = async (query: string) =>
      Tenants.parse((await http.get(`/tenancy/tenants?sort=slug&${query}`)).body).items.map((t) => t.slug);

    expect(await slugs('q=find-')).toEqual(['find-one', 'find-two']);
    expect(await slugs('q=find-&status=SUSPENDED')).toEqual(['find-one']);
    expect(await slugs('slug=find-two')).toEqual(['find-two']);
  });

  it('suspends and activates, each once', async () => {
    const { id } = await create('switch');

    const suspended = await http.post(`/tenancy/tenants/${id}/suspend`);
    expect(suspended.status).toBe(200);
    expect(TenantView.parse(suspended.body)).toMatchObject({
      status: 'SUSPENDED',
      suspendedAt: expect.any(String),
    });
    expect(await http.post(`/tenancy/tenants/${id}/suspend`)).toMatchObject({ status: 409 });
    expect(await http.post(`/tenancy/tenants/${id}/activate`)).toMatchObject({
      status: 200,
      body: { status: 'ACTIVE', suspendedAt: null },
    });
    expect(await http.post(`/tenancy/tenants/${id}/activate`)).toMatchObject({ status: 409 });
    expect(await http.post('/tenancy/tenants/nobody/activate')).toMatchObject({ status: 404 });
  });

  it('deletes a tenant with its configuration, but not one with workspaces', async () => {
    const empty = await create('empty');
    const full = await create('full');
    await http.put(`/tenancy/tenants/${empty.id}/config/a`, { value: 1 });
    await http.post(`/tenancy/tenants/${full.id}/workspaces`, { slug: 'room', name: 'Room' });

    expect(await http.delete(`/tenancy/tenants/${empty.id}`)).toMatchObject({ status: 204 });
    expect(await app.prisma.tenantConfig.count({ where: { tenantId: empty.id } })).toBe(0);
    expect(await http.delete(`/tenancy/tenants/${full.id}`)).toMatchObject({ status: 409 });
    expect(await http.delete('/tenancy/tenants/nobody')).toMatchObject({ status: 404 });
  });

  it('gives other components a directory', async () => {
    const { id } = await create('directory');
    const directory = app.app.get(TenantDirectory);

    expect(await directory.findBySlug('directory')).toMatchObject({ id });
    expect(await directory.find('nobody')).toBeNull();
    expect(await directory.requireActive(id)).toMatchObject({ slug: 'directory' });
    await http.post(`/tenancy/tenants/${id}/suspend`);
    await expect(directory.requireActive(id)).rejects.toThrow('The tenant directory is suspended.');
    await expect(directory.require('nobody')).rejects.toThrow('There is no tenant nobody.');
  });
});
