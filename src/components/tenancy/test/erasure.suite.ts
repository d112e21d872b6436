import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { CheckedErasure, ErasureView } from '../erasure/erasure-view.ts';
import { TenancyModule } from '../index.ts';

describe('the erasure of a tenant', () => {
  let app: TestApp;
  let operator: HttpClient;
  beforeAll(async () => {
    app = await startApp(TenancyModule);
    operator = app.as({ id: 'op', permissions: ['tenancy:*'] });
  });
  afterAll(() => app.close());

  /** A tenant with something of everything. */
  const create = async (id: string) => {
    const tenant = `/tenancy/tenants/${id}`;
    await operator.post('/tenancy/tenants', { id, slug: id, name: id });
    const own = app.as({ id: 'ada', tenantId: id, permissions: ['tenancy:*'] });
    const { headers } = await own.post(`${tenant}/workspaces`, { slug: 'room', name: 'Room' });
    await own.put(`${headers.get('location') ?? ''}/config/colour`, { value: 'red' });
    await own.put(`${tenant}/config/colour`, { value: 'blue' });
    return { tenant, own };
  };
  const counts = async (tenantId: string) => {
    const { prisma } = app;
    const where = { tenantId };
    return [
      await prisma.tenant.count({ where: { id: tenantId } }),
      await prisma.tenantWorkspace.count({ where }),
      await prisma.tenantWorkspaceMember.count({ where }),
      await prisma.tenantConfig.count({ where }),
      await prisma.tenantLimitSetting.count({ where }),
    ];
  };

  it('wants a suspended tenant, its slug, to be asked for, and time', async () => {
    const { tenant } = await create('slow');
    const erase = (confirm = 'slow') => operator.post(`${tenant}/erase`, { confirm });
    const ask = (afterHours?: number, confirm = 'slow') =>
      operator.post(`${tenant}/erasure`, { confirm, ...(afterHours === undefined ? {} : { afterHours }) });

    expect(await ask()).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('suspend it first') },
    });
    expect(await erase()).toMatchObject({ status: 409, body: { detail: 'The tenant is not suspended.' } });
    await operator.post(`${tenant}/suspend`);
    expect(await erase()).toMatchObject({ status: 409, body: { detail: 'The erasure was not asked for.' } });
    expect(await ask(0, 'fast')).toMatchObject({ status: 409 });
    expect(await ask()).toMatchObject({ status: 200, body: { eraseAfter: expect.any(String) } });
    expect(await erase()).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('may be erased from') },
    });
    expect(await erase('fast')).toMatchObject({ status: 409 });
    expect(await operator.delete(`${tenant}/erasure`)).toMatchObject({ status: 204 });
    await ask(0);
    await operator.post(`${tenant}/activate`);
    await operator.post(`${tenant}/suspend`);
    expect(await erase()).toMatchObject({ status: 409, body: { detail: 'The erasure was not asked for.' } });
    expect(await counts('slow')).toEqual([1, 1, 1, 2, 2]);
  });

  it('leaves nothing but a proof, and nothing of others is touched', async () => {
    const { tenant, own } = await create('gone');
    await create('stays');
    const before = await counts('stays');
    await operator.post(`${tenant}/suspend`);
    await operator.post(`${tenant}/erasure`, { confirm: 'gone', afterHours: 0 });

    const [first, second] = await Promise.all([
      operator.post(`${tenant}/erase`, { confirm: 'gone' }),
      operator.post(`${tenant}/erase`, { confirm: 'gone' }),
    ]);
    const [done, other] = first.status === 200 ? [first, second] : [second, first];
    expect(done.status).toBe(200);
    expect([404, 409]).toContain(other.status);
    const proof = ErasureView.parse(done.body);
    expect(
      Object.fromEntries(proof.models.map(({ model, deleted, left }) => [model, [deleted, left]])),
    ).toEqual({
      Tenant: [1, 0],
      TenantWorkspace: [1, 0],
      TenantWorkspaceMember: [1, 0],
      TenantConfig: [2, 0],
      TenantLimitSetting: [2, 0],
    });
    expect(proof).toMatchObject({ actor: 'user:op', slug: 'gone' });
    expect(proof.stays).toEqual([{ component: 'TenancyModule', models: ['TenantErasure'] }]);
    expect(await counts('gone')).toEqual([0, 0, 0, 0, 0]);
    expect(await counts('stays')).toEqual(before);

    // Its sessions and keys are over, and no new tenant takes its place.
    expect(await own.get(tenant)).toMatchObject({ status: 403, body: { detail: 'The tenant was erased.' } });
    const again = { id: 'gone', slug: 'gone', name: 'Again' };
    expect(await operator.post('/tenancy/tenants', again)).toMatchObject({ status: 409 });
  });

  it('can be checked later', async () => {
    const check = async () => CheckedErasure.parse((await operator.get('/tenancy/erasures/gone')).body);
    expect(await check()).toMatchObject({ isIntact: true });
    expect((await check()).leftNow.every(({ left }) => left === 0)).toBe(true);
    expect(await operator.get('/tenancy/erasures')).toMatchObject({
      body: { items: [{ tenantId: 'gone' }] },
    });
    expect(await operator.get('/tenancy/erasures/nobody')).toMatchObject({ status: 404 });

    await app.prisma.tenantErasure.updateMany({ data: { actor: 'user:innocent' } });
    expect(await check()).toMatchObject({ isIntact: false });
  });

  it('happens whole or not at all, and says what is in its way', async () => {
    const { tenant } = await create('held');
    const before = await counts('held');
    await app.prisma
      .$executeRaw`CREATE TABLE visits (tenant text REFERENCES tenants (id) ON DELETE RESTRICT)`;
    await app.prisma.$executeRaw`INSERT INTO visits VALUES ('held')`;
    await operator.post(`${tenant}/suspend`);
    await operator.post(`${tenant}/erasure`, { confirm: 'held', afterHours: 0 });

    expect(await operator.post(`${tenant}/erase`, { confirm: 'held' })).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('refers to rows of Tenant: nothing was erased') },
    });
    expect(await counts('held')).toEqual(before);
    await app.prisma.$executeRaw`DELETE FROM visits`;
    expect(await operator.post(`${tenant}/erase`, { confirm: 'held' })).toMatchObject({ status: 200 });
  });

  it('is for the operator alone', async () => {
    const { tenant, own } = await create('meek');
    for (const path of ['erasure', 'erase']) {
      expect(await own.post(`${tenant}/${path}`, { confirm: 'meek' })).toMatchObject({ status: 403 });
    }
    expect(await own.get('/tenancy/erasures')).toMatchObject({ status: 403 });
  });
});
