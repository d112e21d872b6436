import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '@/platform/test-utils';
import { AccessModule } from '../access.module.ts';
import { NewApiKeyView } from '../api-keys/api-key-view.ts';

describe('access/organizations/:id/keys', () => {
  let app: TestApp;
  let organizationId: string;
  beforeAll(async () => {
    app = await startApp(AccessModule);
    ({ id: organizationId } = await app.prisma.accessOrganization.create({
      data: { name: 'Globex', slug: 'globex' },
    }));
  });
  afterAll(() => app.close());

  const officer = () => app.as({ permissions: ['access:keys.*', 'access:users.read'] });
  const make = async (permissions: string[], more: object = {}) =>
    NewApiKeyView.parse(
      (
        await officer().post(`/access/organizations/${organizationId}/keys`, {
          name: 'CI',
          permissions,
          ...more,
        })
      ).body,
    );
  const as = (key: string) => ({ authorization: `Bearer ${key}` });
  const use = (key: string) => app.http.get('/access/users', as(key));
  const me = (key: string) => app.http.get('/access/me', as(key));

  it('acts for its organisation with its permissions, and is shown once', async () => {
    const { id, key, start } = await make(['access:users.read']);

    expect(key.startsWith(start)).toBe(true);
    expect(await me(key)).toMatchObject({
      body: { kind: 'key', id, tenantId: organizationId, permissions: ['access:users.read'] },
    });
    expect(await app.http.get('/access/users', as(key))).toMatchObject({ status: 200 });
    expect(await app.http.get('/access/roles', as(key))).toMatchObject({ status: 403 });
    const list = await officer().get(`/access/organizations/${organizationId}/keys`);
    expect(JSON.stringify(list.body)).not.toContain(key);
    expect(JSON.stringify(await app.prisma.accessApiKey.findMany())).not.toContain(key);
  });

  it('is over with the next request once it is revoked, expired or changed', async () => {
    const { id, key } = await make(['access:users.read']);
    await officer().delete(`/access/organizations/${organizationId}/keys/${id}`);
    expect(await use(key)).toMatchObject({ status: 401 });

    const expiring = await make(['access:users.read'], { expiresInDays: 1 });
    await app.prisma.accessApiKey.update({ where: { id: expiring.id }, data: { expiresAt: new Date(0) } });
    expect(await use(expiring.key)).toMatchObject({ status: 401 });

    expect(await use(`${(await make(['access:users.read'])).key}x`)).toMatchObject({ status: 401 });
  });

  it('can permit no more than its maker may', async () => {
    const path = `/access/organizations/${organizationId}/keys`;
    for (const beyond of ['*', 'access:*', 'access:roles.write', 'print-jobs:jobs.claim']) {
      expect(await officer().post(path, { name: 'More', permissions: [beyond] })).toMatchObject({
        status: 403,
      });
    }
  });

  it('is made, seen and revoked for one organisation only by those who act for it', async () => {
    const other = await app.prisma.accessOrganization.create({ data: { name: 'Initech', slug: 'initech' } });
    const { id } = await make(['access:users.read']);
    const stranger = app.as({ permissions: ['access:keys.*', 'access:users.read'], tenantId: other.id });
    const path = `/access/organizations/${organizationId}/keys`;

    expect(await stranger.get(path)).toMatchObject({ status: 404 });
    expect(await stranger.post(path, { name: 'x', permissions: ['access:users.read'] })).toMatchObject({
      status: 404,
    });
    expect(await stranger.delete(`${path}/${id}`)).toMatchObject({ status: 404 });
    expect(await stranger.delete(`/access/organizations/${other.id}/keys/${id}`)).toMatchObject({
      status: 404,
    });
  });
});
