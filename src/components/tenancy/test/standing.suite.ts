import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { TenancyModule } from '../index.ts';

describe('a tenant that is suspended', () => {
  let app: TestApp;
  let operator: HttpClient;
  let person: HttpClient;
  let key: HttpClient;
  beforeAll(async () => {
    app = await startApp(TenancyModule);
    operator = app.as({ permissions: ['tenancy:*'] });
    await operator.post('/tenancy/tenants', { id: 'acme', slug: 'acme', name: 'Acme' });
    person = app.as({ id: 'ada', tenantId: 'acme', permissions: ['tenancy:*'] });
    key = app.as({ kind: 'key', id: 'k', tenantId: 'acme', permissions: ['tenancy:*'] });
  });
  afterAll(() => app.close());

  const statuses = async (http: HttpClient) => [
    (await http.get('/tenancy/tenants/acme')).status,
    (await http.put('/tenancy/tenants/acme/config/a', { value: 1 })).status,
  ];

  it('lets its people and keys read, and tells them why they cannot write, with the next request', async () => {
    await operator.post('/tenancy/tenants/acme/suspend', { reason: 'The invoice of May is open.' });

    expect(await statuses(person)).toEqual([200, 403]);
    expect(await statuses(key)).toEqual([200, 403]);
    expect(await key.delete('/tenancy/tenants/acme/config/a')).toMatchObject({
      status: 403,
      body: { detail: 'The tenant is suspended: The invoice of May is open.' },
    });
    expect(await operator.put('/tenancy/tenants/acme/config/a', { value: 1 })).toMatchObject({ status: 409 });

    await operator.post('/tenancy/tenants/acme/activate');
    expect(await statuses(key)).toEqual([200, 201]);
  });

  it('keeps them out altogether where that is said', async () => {
    await operator.post('/tenancy/tenants/acme/suspend', { reads: false });
    expect(await statuses(person)).toEqual([403, 403]);
    expect(await statuses(key)).toEqual([403, 403]);
    expect(await operator.get('/tenancy/tenants/acme')).toMatchObject({
      status: 200,
      body: { status: 'SUSPENDED', suspendedReads: false, suspendedWhy: null },
    });
    await operator.post('/tenancy/tenants/acme/activate');
    expect(await statuses(person)).toEqual([200, 200]);
  });

  it('cannot lift its own suspension, nor may others of its kind', async () => {
    await operator.post('/tenancy/tenants/acme/suspend');
    expect(await person.post('/tenancy/tenants/acme/activate')).toMatchObject({ status: 403 });
    await operator.post('/tenancy/tenants/acme/activate');
  });

  it('is not asked for where a tenant is none of this component', async () => {
    const stranger = app.as({ tenantId: 'an-organisation', permissions: ['tenancy:*'] });
    expect(await stranger.get('/tenancy/tenants')).toMatchObject({ status: 200, body: { items: [] } });
  });
});
