import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pageOf } from '@/platform';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { TenancyModule } from '../index.ts';
import { MemberView } from '../members/member-view.ts';
import { WorkspaceView } from '../workspaces/workspace-view.ts';

const Members = pageOf(MemberView);
const member = [
  'tenancy:workspaces.read',
  'tenancy:workspaces.write',
  'tenancy:members.*',
  'tenancy:config.*',
];

describe('members of workspaces', () => {
  let app: TestApp;
  let room: string;
  let ada: HttpClient;
  let count = 0;
  beforeAll(async () => {
    app = await startApp(TenancyModule);
    await app.prisma.tenant.create({ data: { id: 'acme', slug: 'acme', name: 'Acme' } });
    await app.prisma.tenant.create({ data: { id: 'globex', slug: 'globex', name: 'Globex' } });
    ada = as('ada');
  });
  afterAll(() => app.close());
  /** Each test has a workspace of its own, which Ada made. */
  beforeEach(async () => {
    count += 1;
    const made = await ada.post('/tenancy/tenants/acme/workspaces', { slug: `room-${count}`, name: 'Room' });
    room = `/tenancy/workspaces/${WorkspaceView.parse(made.body).id}`;
  });

  const as = (id: string, tenantId = 'acme') => app.as({ id, tenantId, permissions: member });
  const list = async () => Members.parse((await ada.get(`${room}/members`)).body).items;
  const invite = (by: HttpClient, id: string, role = 'MEMBER') =>
    by.post(`${room}/members`, { principal: `user:${id}`, role });
  const join = async (id: string, role: string) => {
    const { body } = await invite(ada, id, role);
    await as(id).post(`${room}/members/accept`);
    return MemberView.parse(body).id;
  };
  const own = async () => (await list()).find(({ principal }) => principal === 'user:ada')?.id ?? '';

  it('begin with the one who made it, as owner', async () => {
    expect(await list()).toMatchObject([
      { principal: 'user:ada', role: 'OWNER', joinedAt: expect.any(String) },
    ]);
  });

  it('are invited, and may nothing before they accept', async () => {
    const bob = as('bob');
    expect(await bob.get(room)).toMatchObject({ status: 404 });
    expect(await invite(ada, 'bob')).toMatchObject({ status: 201, body: { joinedAt: null, role: 'MEMBER' } });
    expect(await invite(ada, 'bob')).toMatchObject({ status: 409 });
    expect(await bob.get(room)).toMatchObject({ status: 404 });
    const mine = await bob.get('/tenancy/memberships');
    expect(mine.body).toMatchObject({ items: [{ principal: 'user:bob', joinedAt: null }] });

    expect(await bob.post(`${room}/members/accept`)).toMatchObject({ status: 200 });
    expect(await bob.post(`${room}/members/accept`)).toMatchObject({ status: 409 });
    expect(await bob.get(room)).toMatchObject({ status: 200 });
    expect(await as('eve').post(`${room}/members/accept`)).toMatchObject({ status: 404 });
  });

  it('come too late once the invitation has ended, and may be invited again', async () => {
    await invite(ada, 'late');
    await app.prisma.tenantWorkspaceMember.updateMany({
      where: { principal: 'user:late' },
      data: { expiresAt: new Date(0) },
    });
    expect(await as('late').post(`${room}/members/accept`)).toMatchObject({
      status: 409,
      body: { detail: 'The invitation has ended.' },
    });
    expect(await invite(ada, 'late')).toMatchObject({ status: 201 });
    expect(await as('late').post(`${room}/members/accept`)).toMatchObject({ status: 200 });
  });

  it.each([
    ['VIEWER', { read: 200, config: 403, rename: 403, invite: 403, owner: 403, end: 403 }],
    ['MEMBER', { read: 200, config: 201, rename: 403, invite: 403, owner: 403, end: 403 }],
    ['ADMIN', { read: 200, config: 201, rename: 200, invite: 201, owner: 403, end: 403 }],
    ['OWNER', { read: 200, config: 201, rename: 200, invite: 201, owner: 201, end: 204 }],
  ])('may do as %s what goes with it', async (role, expected) => {
    await join('cleo', role);
    const cleo = as('cleo');
    const answers = {
      read: await cleo.get(`${room}/effective-config`),
      config: await cleo.put(`${room}/config/colour`, { value: 1 }),
      rename: await cleo.patch(room, { name: 'Renamed' }),
      invite: await invite(cleo, 'dan', 'ADMIN'),
      owner: await invite(cleo, 'don', 'OWNER'),
      end: await cleo.delete(room),
    };
    const statuses = Object.fromEntries(Object.entries(answers).map(([what, { status }]) => [what, status]));
    expect(statuses).toEqual(expected);
  });

  it('are changed and removed by admins, but owners by owners only', async () => {
    const admin = await join('adam', 'ADMIN');
    const viewer = await join('vera', 'VIEWER');
    const adam = as('adam');

    expect(await adam.patch(`${room}/members/${viewer}`, { role: 'MEMBER' })).toMatchObject({ status: 200 });
    expect(await adam.patch(`${room}/members/${viewer}`, { role: 'OWNER' })).toMatchObject({ status: 403 });
    expect(await adam.patch(`${room}/members/${admin}`, { role: 'OWNER' })).toMatchObject({ status: 403 });
    expect(await adam.patch(`${room}/members/${await own()}`, { role: 'VIEWER' })).toMatchObject({
      status: 403,
    });
    expect(await adam.delete(`${room}/members/${await own()}`)).toMatchObject({ status: 403 });
    expect(await adam.delete(`${room}/members/${viewer}`)).toMatchObject({ status: 204 });
    expect(await as('vera').get(room)).toMatchObject({ status: 404 });
    expect(await as('eve').delete(`${room}/members/${admin}`)).toMatchObject({ status: 404 });
  });

  it('may leave, whatever their role, but not the last owner', async () => {
    const viewer = await join('vera', 'VIEWER');
    expect(await as('vera').delete(`${room}/members/${viewer}`)).toMatchObject({ status: 204 });

    const me = await own();
    const last = { status: 409, body: { detail: expect.stringContaining('the last owner') } };
    expect(await ada.delete(`${room}/members/${me}`)).toMatchObject(last);
    expect(await ada.patch(`${room}/members/${me}`, { role: 'ADMIN' })).toMatchObject(last);
    await invite(ada, 'olga', 'OWNER');
    expect(await ada.delete(`${room}/members/${me}`)).toMatchObject(last);
    await as('olga').post(`${room}/members/accept`);
    expect(await ada.delete(`${room}/members/${me}`)).toMatchObject({ status: 204 });
  });

  it('keep an owner when all of them go at once', async () => {
    const others = ['o1', 'o2', 'o3', 'o4', 'o5'];
    const ids = await Promise.all(others.map((id) => join(id, 'OWNER')));
    await Promise.all([
      ada.delete(`${room}/members/${await own()}`),
      ...others.map((id, at) => as(id).delete(`${room}/members/${ids[at] ?? ''}`)),
    ]);
    const owners = { workspaceId: room.split('/').at(-1) ?? '', role: 'OWNER' as const };
    expect(await app.prisma.tenantWorkspaceMember.count({ where: owners })).toBe(1);
  });

  it('see in lists what they are members of, and with workspaces.all everything', async () => {
    await join('bob', 'VIEWER');
    const slugs = async (http: HttpClient) =>
      pageOf(WorkspaceView).parse((await http.get('/tenancy/tenants/acme/workspaces?limit=100')).body).items
        .length;
    expect(await slugs(as('bob'))).toBeLessThan(await slugs(ada));
    expect(await slugs(as('eve'))).toBe(0);
    const all = app.as({ id: 'boss', tenantId: 'acme', permissions: [...member, 'tenancy:workspaces.all'] });
    expect(await slugs(all)).toBe(await app.prisma.tenantWorkspace.count());
    const added = { principal: 'key:robot', role: 'MEMBER', isJoined: true };
    expect(await ada.post(`${room}/members`, added)).toMatchObject({ status: 403 });
    expect(await all.post(`${room}/members`, added)).toMatchObject({ status: 201 });
  });

  it('are of one tenant: a namesake of another one is a stranger', async () => {
    await join('bob', 'OWNER');
    const namesake = as('bob', 'globex');
    expect(await namesake.get(room)).toMatchObject({ status: 404 });
    expect(await namesake.post(`${room}/members/accept`)).toMatchObject({ status: 404 });
    expect(
      await app.as({ kind: 'key', id: 'bob', tenantId: 'acme', permissions: member }).get(room),
    ).toMatchObject({
      status: 404,
    });
  });

  it('refuses names that are no principals, and ids that are none', async () => {
    for (const principal of ['bob', 'system:root', 'anonymous', 'user:']) {
      expect(await ada.post(`${room}/members`, { principal, role: 'OWNER' })).toMatchObject({ status: 400 });
    }
    expect(await ada.delete(`${room}/members/none`)).toMatchObject({ status: 400 });
  });
});
