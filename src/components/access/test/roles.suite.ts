import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '@/platform/test-utils';
import { AccessModule } from '../access.module.ts';
import { AssignmentView, RoleView } from '../roles/role-views.ts';
import { UserView } from '../users/user-views.ts';
import { Browser, PASSWORD } from './browser.ts';

describe('access/roles', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(AccessModule);
  });
  afterAll(() => app.close());

  const admin = () => app.as({ permissions: ['*'] });
  const role = async (name: string, permissions: string[]) =>
    RoleView.parse((await admin().post('/access/roles', { name, permissions })).body);
  const person = async (email: string) =>
    UserView.parse((await admin().post('/access/users', { name: 'Ada', email, password: PASSWORD })).body);
  const signedIn = async (email: string) => {
    const browser = new Browser(app);
    await browser.signIn(email);
    return browser;
  };

  it('permits with the next request what is given, and not what is taken away', async () => {
    const { id: userId } = await person('reader@example.org');
    const { id: roleId } = await role('reader', ['access:users.read']);
    const browser = await signedIn('reader@example.org');
    expect((await browser.get('/access/users')).status).toBe(403);

    const { id } = AssignmentView.parse(
      (await admin().post(`/access/roles/${roleId}/assignments`, { userId })).body,
    );
    expect((await browser.get('/access/users')).status).toBe(200);

    await admin().patch(`/access/roles/${roleId}`, { permissions: ['access:roles.read'] });
    expect((await browser.get('/access/users')).status).toBe(403);
    expect((await browser.get('/access/roles')).status).toBe(200);

    await admin().delete(`/access/roles/${roleId}/assignments/${id}`);
    expect((await browser.get('/access/roles')).status).toBe(403);
  });

  it('holds in the organisation it was given for, while the person is a member and works there', async () => {
    const { id: userId } = await person('clerk@example.org');
    const { id: roleId } = await role('clerk', ['access:keys.read']);
    const { id: organizationId } = await app.prisma.accessOrganization.create({
      data: { name: 'Hooli', slug: 'hooli', members: { create: { userId, role: 'member' } } },
    });
    await admin().post(`/access/roles/${roleId}/assignments`, { userId, organizationId });
    const browser = await signedIn('clerk@example.org');
    const keys = `/access/organizations/${organizationId}/keys`;
    expect((await browser.get(keys)).status).toBe(403);

    await browser.post('/access/auth/organization/set-active', { organizationId });
    expect((await browser.get(keys)).status).toBe(200);
    expect((await browser.get('/access/me')).body).toMatchObject({ tenantId: organizationId });

    await app.prisma.accessMember.deleteMany({ where: { userId } });
    expect((await browser.get(keys)).status).toBe(403);
    expect((await browser.get('/access/me')).body).not.toHaveProperty('tenantId');
  });

  it('is composed, changed and given by those only who have all of it', async () => {
    const { id: userId } = await person('climber@example.org');
    const { id: roleId } = await role('everything', ['*']);
    const officer = app.as({ permissions: ['access:roles.*', 'access:users.read'] });

    expect((await officer.post('/access/roles', { name: 'mine', permissions: ['*'] })).status).toBe(403);
    expect((await officer.patch(`/access/roles/${roleId}`, { permissions: [] })).status).toBe(403);
    expect((await officer.post(`/access/roles/${roleId}/assignments`, { userId })).status).toBe(403);
    expect((await officer.delete(`/access/roles/${roleId}`)).status).toBe(403);
  });

  it('is the business of the platform: those who act for one organisation change none', async () => {
    const { id: organizationId } = await app.prisma.accessOrganization.create({
      data: { name: 'Umbrella', slug: 'umbrella' },
    });
    const { id: roleId } = await role('shared', []);
    const { id: userId } = await person('tenant@example.org');
    const tenantAdmin = app.as({ permissions: ['*'], tenantId: organizationId });

    expect((await tenantAdmin.patch(`/access/roles/${roleId}`, { permissions: ['*'] })).status).toBe(403);
    expect((await tenantAdmin.post(`/access/users/${userId}/suspend`, { why: 'x' })).status).toBe(403);
    expect((await tenantAdmin.get(`/access/users/${userId}`)).status).toBe(404);
    expect((await tenantAdmin.post(`/access/roles/${roleId}/assignments`, { userId })).status).toBe(404);
  });

  it('keeps a role that a person has', async () => {
    const { id: userId } = await person('keeper@example.org');
    const { id: roleId } = await role('kept', ['access:users.read']);
    await admin().post(`/access/roles/${roleId}/assignments`, { userId });
    expect((await admin().delete(`/access/roles/${roleId}`)).status).toBe(409);
  });
});
