import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { startApp, type TestApp } from '@/platform/test-utils';
import { AccessModule } from '../access.module.ts';
import { PASSWORD } from './browser.ts';

const WithId = z.object({ id: z.string() });

/** The books cannot be written: whatever they were to keep has not happened either. */
describe('changes of rights and their entries', () => {
  let app: TestApp;
  let userId: string;
  let organizationId: string;
  let roleId: string;
  let assignmentId: string;
  let keyId: string;
  let serviceId: string;
  const permissions = ['demo:posts.read'];
  const admin = () => app.as({ permissions: ['*'] });
  const made = async (path: string, body: unknown): Promise<string> =>
    WithId.parse((await admin().post(path, body)).body).id;

  beforeAll(async () => {
    app = await startApp(AccessModule);
    userId = await made('/access/users', { name: 'Ada', email: 'ada@example.org', password: PASSWORD });
    organizationId = await made('/access/organizations', { name: 'Acme', slug: 'acme' });
    roleId = await made('/access/roles', {
      name: 'reader',
      description: 'R',
      permissions: ['demo:posts.read'],
    });
    assignmentId = await made(`/access/roles/${roleId}/assignments`, { userId });
    keyId = await made(`/access/organizations/${organizationId}/keys`, { name: 'k', permissions });
    serviceId = await made('/access/services', { name: 's', permissions });
    await app.prisma.$executeRawUnsafe(`CREATE FUNCTION refuse_event() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the books are full'; END $$`);
    await app.prisma.$executeRawUnsafe(`CREATE TRIGGER refuse_event BEFORE INSERT ON access_events
      FOR EACH ROW EXECUTE FUNCTION refuse_event()`);
  });
  afterAll(() => app.close());

  /** Everything but what says when something was last used. */
  const everything = async () => ({
    users: await app.prisma.accessUser.findMany({ orderBy: { id: 'asc' } }),
    accounts: await app.prisma.accessAccount.count(),
    roles: await app.prisma.accessRole.findMany({ orderBy: { id: 'asc' } }),
    assignments: await app.prisma.accessRoleAssignment.findMany(),
    keys: await app.prisma.accessApiKey.findMany(),
    services: await app.prisma.accessService.findMany(),
  });

  const changes: Record<string, () => Promise<{ status: number }>> = {
    'a new person': () =>
      admin().post('/access/users', { name: 'Eve', email: 'eve@example.org', password: PASSWORD }),
    'a suspension': () => admin().post(`/access/users/${userId}/suspend`, { why: 'left' }),
    'a restoration': () => admin().post(`/access/users/${userId}/restore`),
    'the end of sessions': () => admin().delete(`/access/users/${userId}/sessions`),
    'a new role': () => admin().post('/access/roles', { name: 'other', description: 'O', permissions }),
    'another role': () =>
      admin().request('PATCH', `/access/roles/${roleId}`, { permissions: ['demo:posts.write'] }),
    'a role that is given': () =>
      admin().post(`/access/roles/${roleId}/assignments`, { userId, organizationId }),
    'a role that is taken': () => admin().delete(`/access/roles/${roleId}/assignments/${assignmentId}`),
    'a new key': () =>
      admin().post(`/access/organizations/${organizationId}/keys`, { name: 'l', permissions }),
    'a revoked key': () => admin().delete(`/access/organizations/${organizationId}/keys/${keyId}`),
    'a new service': () => admin().post('/access/services', { name: 't', permissions }),
    'a disabled service': () => admin().delete(`/access/services/${serviceId}`),
  };

  it.each(Object.entries(changes))('are one: %s', async (_name, change) => {
    const before = await everything();
    expect(await change()).toMatchObject({ status: 500 });
    expect(await everything()).toEqual(before);
  });

  it('are one: a role that is deleted', async () => {
    const unused = await app.prisma.accessRole.create({ data: { name: 'unused', permissions } });
    expect(await admin().delete(`/access/roles/${unused.id}`)).toMatchObject({ status: 500 });
    expect(await app.prisma.accessRole.count({ where: { id: unused.id } })).toBe(1);
  });
});
