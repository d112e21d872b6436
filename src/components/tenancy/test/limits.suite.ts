import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withTenant } from '@/database';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { TenancyModule, TenantLimits } from '../index.ts';

describe('limits of a tenant', () => {
  let app: TestApp;
  let operator: HttpClient;
  beforeAll(async () => {
    app = await startApp(TenancyModule);
    operator = app.as({ permissions: ['tenancy:*'] });
    for (const id of ['acme', 'globex']) {
      await app.prisma.tenant.create({ data: { id, slug: id, name: id } });
    }
  });
  afterAll(() => app.close());

  const set = (tenant: string, name: string, max: number) =>
    operator.put(`/tenancy/tenants/${tenant}/limits/${name}`, { max });
  const room = (http: HttpClient, tenant: string, slug: string) =>
    http.post(`/tenancy/tenants/${tenant}/workspaces`, { slug, name: slug });

  it('are what the components say until the operator sets them', async () => {
    const limits = '/tenancy/tenants/globex/limits';
    expect((await operator.get(limits)).body).toMatchObject({
      items: [
        { name: 'tenancy:members', max: 1000, used: 0, isOwn: false },
        { name: 'tenancy:workspaces', max: 100, used: 0, isOwn: false },
      ],
    });
    expect(await set('globex', 'tenancy:workspaces', 7)).toMatchObject({
      status: 200,
      body: { name: 'tenancy:workspaces', max: 7, used: 0, isOwn: true },
    });
    expect(await set('globex', 'tenancy:workspaces', -1)).toMatchObject({ status: 400 });
    expect(await set('globex', 'tenancy:nothing', 1)).toMatchObject({ status: 404 });
    expect(await set('nobody', 'tenancy:workspaces', 1)).toMatchObject({ status: 404 });
    expect(await operator.delete(`${limits}/tenancy:workspaces`)).toMatchObject({ status: 204 });
    expect((await operator.get(limits)).body).toMatchObject({ items: [{}, { max: 100, isOwn: false }] });
  });

  it('hold when many ask at once, and the problem says which and how many', async () => {
    await set('acme', 'tenancy:workspaces', 3);
    const acme = app.as({ id: 'ada', tenantId: 'acme', permissions: ['tenancy:*'] });

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => room(acme, 'acme', `room-${at}`)),
    );

    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused).toHaveLength(17);
    expect(await app.prisma.tenantWorkspace.count({ where: { tenantId: 'acme' } })).toBe(3);
    for (const { status, body } of refused) {
      expect({ status, body }).toMatchObject({
        status: 409,
        body: {
          title: 'Conflict',
          detail: 'The tenant has 3 of 3 workspaces (limit tenancy:workspaces).',
          limit: 'tenancy:workspaces',
          max: 3,
          used: 3,
        },
      });
    }
  });

  it('are given back by what goes, and are of one tenant only', async () => {
    const [first] = await app.prisma.tenantWorkspace.findMany({ where: { tenantId: 'acme' } });
    expect(await room(operator, 'globex', 'other')).toMatchObject({ status: 201 });
    expect(await room(operator, 'acme', 'one-more')).toMatchObject({ status: 409 });
    await operator.delete(`/tenancy/workspaces/${first?.id ?? ''}`);
    expect(await room(operator, 'acme', 'one-more')).toMatchObject({ status: 201 });
  });

  it('count members and invitations of all workspaces', async () => {
    await set('globex', 'tenancy:members', 2);
    const [workspace] = await app.prisma.tenantWorkspace.findMany({ where: { tenantId: 'globex' } });
    const invite = (id: string) =>
      operator.post(`/tenancy/workspaces/${workspace?.id ?? ''}/members`, {
        principal: `user:${id}`,
        role: 'VIEWER',
      });
    const answers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(invite));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409]);
  });

  it('let what was refused or failed count for nothing', async () => {
    const limits = app.app.get(TenantLimits);
    await set('globex', 'tenancy:workspaces', 2);
    const fail = withTenant('globex', () =>
      limits.within('tenancy:workspaces', () => Promise.reject(new Error('The disk is full'))),
    );
    await expect(fail).rejects.toThrow('The disk is full');
    expect(await room(operator, 'globex', 'after')).toMatchObject({ status: 201 });
    await expect(withTenant('globex', () => limits.check('tenancy:nothing'))).rejects.toThrow(
      'No component declares',
    );
    await expect(limits.within('tenancy:workspaces', () => Promise.resolve(1))).rejects.toThrow(
      'ACCESS.NO_TENANT',
    );
  });
});
