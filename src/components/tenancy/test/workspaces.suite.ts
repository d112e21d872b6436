import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pageOf } from '@/platform';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { TenancyModule } from '../index.ts';
import { WorkspaceView } from '../workspaces/workspace-view.ts';

const Workspaces = pageOf(WorkspaceView);

describe('tenancy/workspaces', () => {
  let app: TestApp;
  let http: HttpClient;
  let acme: string;
  let other: string;

  beforeAll(async () => {
    app = await startApp(TenancyModule);
    http = app.as({ permissions: ['tenancy:*'] });
    acme = (await app.prisma.tenant.create({ data: { slug: 'acme', name: 'Acme' } })).id;
    other = (await app.prisma.tenant.create({ data: { slug: 'other', name: 'Other' } })).id;
  });
  afterAll(() => app.close());

  const post = (tenantId: string, slug: string) =>
    http.post(`/tenancy/tenants/${tenantId}/workspaces`, { slug, name: slug });

  it('creates workspaces whose slugs are unique within the tenant', async () => {
    const { status, headers, body } = await post(acme, 'sales');
    const workspace = WorkspaceView.parse(body);

    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/tenancy/workspaces/${workspace.id}`);
    expect(workspace).toMatchObject({ slug: 'sales', tenantId: acme });
    expect(await post(acme, 'sales')).toMatchObject({ status: 409 });
    expect(await post(other, 'sales')).toMatchObject({ status: 201 });
    expect(await post('nobody', 'sales')).toMatchObject({ status: 404 });
  });

  it("lists one tenant's workspaces only", async () => {
    await post(acme, 'list-b');
    await post(acme, 'list-a');
    await post(other, 'list-c');

    const { body } = await http.get(`/tenancy/tenants/${acme}/workspaces?q=list-&sort=slug`);

    expect(Workspaces.parse(body).items.map(({ slug }) => slug)).toEqual(['list-a', 'list-b']);
    expect(await http.get('/tenancy/tenants/nobody/workspaces')).toMatchObject({ status: 404 });
  });

  it('changes and deletes a workspace', async () => {
    const { id } = WorkspaceView.parse((await post(acme, 'brief')).body);
    await http.put(`/tenancy/workspaces/${id}/config/a`, { value: 1 });

    expect(await http.patch(`/tenancy/workspaces/${id}`, { name: 'Renamed' })).toMatchObject({
      status: 200,
      body: { name: 'Renamed', slug: 'brief' },
    });
    expect(await http.delete(`/tenancy/workspaces/${id}`)).toMatchObject({ status: 204 });
    expect(await http.get(`/tenancy/workspaces/${id}`)).toMatchObject({ status: 404 });
    expect(await app.prisma.tenantConfig.count({ where: { workspaceId: id } })).toBe(0);
  });

  it('can be read, not written, while the tenant is suspended', async () => {
    const tenant = await app.prisma.tenant.create({ data: { slug: 'late', name: 'Late payer' } });
    const { id } = WorkspaceView.parse((await post(tenant.id, 'room')).body);
    await http.post(`/tenancy/tenants/${tenant.id}/suspend`);

    expect(await post(tenant.id, 'second')).toMatchObject({ status: 409 });
    expect(await http.patch(`/tenancy/workspaces/${id}`, { name: 'X' })).toMatchObject({ status: 409 });
    expect(await http.delete(`/tenancy/workspaces/${id}`)).toMatchObject({ status: 409 });
    expect(await http.put(`/tenancy/workspaces/${id}/config/a`, { value: 1 })).toMatchObject({
      status: 409,
    });
    expect(await http.get(`/tenancy/workspaces/${id}`)).toMatchObject({ status: 200 });
  });
});
