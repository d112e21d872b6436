import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '@/platform/test-utils';
import { AccessModule } from '../access.module.ts';
import { OrganizationView } from '../organizations/organization-views.ts';
import { UserView } from '../users/user-views.ts';
import { Browser, PASSWORD } from './browser.ts';

describe('access/organizations', () => {
  let app: TestApp;
  beforeAll(async () => {
    process.env['TENANT_PATH'] = '/t';
    app = await startApp(AccessModule);
  });
  afterAll(async () => {
    delete process.env['TENANT_PATH'];
    await app.close();
  });

  const admin = () => app.as({ permissions: ['*'] });
  const person = async (email: string) =>
    UserView.parse((await admin().post('/access/users', { name: 'Ada', email, password: PASSWORD })).body);
  const signedIn = async (email: string) => {
    const browser = new Browser(app);
    await browser.signIn(email);
    return browser;
  };

  it('takes members in by invitation to their own address', async () => {
    const owner = await person('owner@example.org');
    await person('guest@example.org');
    await person('other@example.org');
    const { id: organizationId } = OrganizationView.parse(
      (await admin().post('/access/organizations', { name: 'Acme', slug: 'acme', ownerId: owner.id })).body,
    );
    const boss = await signedIn('owner@example.org');
    const invitation = await boss.post('/access/auth/organization/invite-member', {
      email: 'guest@example.org',
      role: 'member',
      organizationId,
    });
    expect(invitation.status).toBe(200);
    const { id: invitationId } = await app.prisma.accessInvitation.findFirstOrThrow({
      where: { organizationId },
    });

    const accept = (browser: Browser) =>
      browser.post('/access/auth/organization/accept-invitation', { invitationId });
    expect((await accept(await signedIn('other@example.org'))).status).toBe(403);
    expect((await accept(await signedIn('guest@example.org'))).status).toBe(200);
    const members = await admin().get(`/access/organizations/${organizationId}/members`);
    expect(members.body).toMatchObject({ items: [{ role: 'owner' }, { role: 'member' }] });
  });

  it('lets only its owners and admins invite and remove', async () => {
    const owner = await person('chief@example.org');
    const member = await person('plain@example.org');
    const { id: organizationId } = await app.prisma.accessOrganization.create({
      data: {
        name: 'Stark',
        slug: 'stark',
        members: {
          create: [
            { userId: owner.id, role: 'owner' },
            { userId: member.id, role: 'member' },
          ],
        },
      },
    });
    const plain = await signedIn('plain@example.org');
    const stranger = await signedIn((await person('stranger@example.org')).email);
    for (const browser of [plain, stranger]) {
      const invite = { email: 'x@example.org', role: 'owner', organizationId };
      expect(
        (await browser.post('/access/auth/organization/invite-member', invite)).status,
      ).toBeGreaterThanOrEqual(400);
      const removal = { memberIdOrEmail: 'chief@example.org', organizationId };
      expect(
        (await browser.post('/access/auth/organization/remove-member', removal)).status,
      ).toBeGreaterThanOrEqual(400);
    }
    expect(await app.prisma.accessMember.count({ where: { organizationId } })).toBe(2);
  });

  it('lets a person of several act in the one that the request names, with the rights there, and in no other', async () => {
    const { id: userId } = await person('both@example.org');
    const found = async (slug: string, isMember: boolean) => {
      const members = isMember ? { create: { userId, role: 'member' } } : {};
      const { id } = await app.prisma.accessOrganization.create({ data: { name: slug, slug, members } });
      const role = await app.prisma.accessRole.create({
        data: { name: slug, permissions: [`access:${slug}.read`] },
      });
      await app.prisma.accessRoleAssignment.create({
        data: { userId, roleId: role.id, organizationId: id, scope: id, createdBy: 'test' },
      });
      return id;
    };
    const [keys, events, strange] = [
      await found('keys', true),
      await found('events', true),
      await found('strange', false),
    ];
    const browser = await signedIn('both@example.org');

    for (const [id, name] of [
      [keys, 'keys'],
      [events, 'events'],
    ] as const) {
      expect(await browser.get(`/t/${id}/access/me`)).toMatchObject({
        status: 200,
        body: { id: userId, tenantId: id, permissions: [`access:${name}.read`] },
      });
    }
    for (const id of [strange, 'nobody']) {
      expect(await browser.get(`/t/${id}/access/organizations`)).toMatchObject({ status: 403 });
    }
  });

  it('answers nonsense with a problem, never with a failure', async () => {
    const browser = await signedIn((await person('nonsense@example.org')).email);
    const paths = ['set-active', 'accept-invitation', 'leave', 'remove-member'];
    for (const path of paths) {
      const { status } = await browser.post(`/access/auth/organization/${path}`, {
        organizationId: 'no-such-thing',
      });
      expect(status).toBe(400);
    }
    const unknown = { organizationId: '00000000-0000-4000-8000-000000000000' };
    const { status } = await browser.post('/access/auth/organization/set-active', unknown);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });
});
