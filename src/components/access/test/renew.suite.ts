import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Principals } from '@/platform';
import { startApp, type TestApp } from '@/platform/test-utils';
import { AccessModule } from '../access.module.ts';

/** What was asked for yesterday is done today: by what its principal may today. */
describe('access: a principal of an earlier request', () => {
  let app: TestApp;
  let organizationId: string;
  beforeAll(async () => {
    app = await startApp(AccessModule);
    const data = { name: 'Hooli', slug: 'hooli' };
    ({ id: organizationId } = await app.prisma.accessOrganization.create({ data }));
  });
  afterAll(() => app.close());

  const renew = (kind: 'user' | 'key' | 'service', id: string, tenantId?: string) =>
    app.app.get(Principals, { strict: false }).renew({ kind, id, tenantId });
  const member = async (email: string, role: string) => {
    const { id } = await app.prisma.accessUser.create({ data: { name: 'Ada', email } });
    await app.prisma.accessMember.create({ data: { organizationId, userId: id, role } });
    return id;
  };

  it('is a person with what they may by now', async () => {
    const id = await member('renewed@example.org', 'member');
    const role = await app.prisma.accessRole.create({
      data: { name: 'readers', permissions: ['access:users.read'] },
    });
    expect(await renew('user', id, organizationId)).toEqual({
      ...{ kind: 'user', id, tenantId: organizationId },
      permissions: [],
    });

    await app.prisma.accessRoleAssignment.create({
      data: { userId: id, roleId: role.id, organizationId, scope: organizationId, createdBy: 'test' },
    });
    expect(await renew('user', id, organizationId)).toMatchObject({ permissions: ['access:users.read'] });
    expect(await renew('user', id)).toMatchObject({ permissions: [] });

    await app.prisma.accessRoleAssignment.deleteMany({ where: { userId: id } });
    expect(await renew('user', id, organizationId)).toMatchObject({ permissions: [] });
  });

  it('is none for a person who is suspended, gone, or no member any more', async () => {
    const suspended = await member('suspended@example.org', 'member');
    await app.prisma.accessUser.update({ where: { id: suspended }, data: { suspendedAt: new Date() } });
    const left = await member('left@example.org', 'owner');
    await app.prisma.accessMember.deleteMany({ where: { userId: left } });

    expect(await renew('user', suspended, organizationId)).toBeNull();
    expect(await renew('user', left, organizationId)).toBeNull();
    expect(await renew('user', '00000000-0000-4000-8000-000000000000', organizationId)).toBeNull();
  });

  it('is a key as it stands, and none once it is revoked, expired, gone, or of another organisation', async () => {
    const key = async (more: object = {}) => {
      const data = { organizationId, name: 'CI', start: 'tsk_x', permissions: ['access:users.read'] };
      const hash = crypto.randomUUID();
      return (await app.prisma.accessApiKey.create({ data: { ...data, hash, createdBy: 'test', ...more } }))
        .id;
    };
    const good = await key();

    expect(await renew('key', good, organizationId)).toMatchObject({ permissions: ['access:users.read'] });
    expect(await renew('key', good, 'another')).toBeNull();
    expect(await renew('key', await key({ revokedAt: new Date() }), organizationId)).toBeNull();
    expect(await renew('key', await key({ expiresAt: new Date(0) }), organizationId)).toBeNull();
    expect(await renew('key', '00000000-0000-4000-8000-000000000000', organizationId)).toBeNull();
  });

  it('is a service with its permissions, and none once it is disabled', async () => {
    const data = { name: 'Importer', permissions: ['access:users.read'], secretHash: 'x', createdBy: 'test' };
    const { id } = await app.prisma.accessService.create({ data });

    expect(await renew('service', id)).toMatchObject({ kind: 'service', permissions: ['access:users.read'] });
    expect(await renew('service', id, organizationId)).toBeNull();
    await app.prisma.accessService.update({ where: { id }, data: { disabledAt: new Date() } });
    expect(await renew('service', id)).toBeNull();
  });

  it('is left to others to know when nothing here does', async () => {
    expect(await renew('user', 'proxy-user')).toBeUndefined();
  });
});
