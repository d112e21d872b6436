import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pageOf } from '@/platform';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { DemoModule } from '../demo.module.ts';
import { UserView } from '../users/user-view.ts';

const Users = pageOf(UserView);

describe('demo/users', () => {
  let app: TestApp;
  let http: HttpClient;
  beforeAll(async () => {
    app = await startApp(DemoModule);
    http = app.as({ permissions: ['demo:*'] });
  });
  afterAll(() => app.close());

  const create = async (name: string) => {
    const answer = await http.post('/demo/users', { email: `${name}@example.org`, name });
    return UserView.parse(answer.body);
  };

  it('creates a user and says where it is', async () => {
    const { status, headers, body } = await http.post('/demo/users', {
      email: 'Ada@Example.org',
      name: ' Ada Lovelace ',
    });
    const user = UserView.parse(body);

    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/demo/users/${user.id}`);
    expect(user).toMatchObject({ email: 'ada@example.org', name: 'Ada Lovelace' });
    expect(await http.get(`/demo/users/${user.id}`)).toMatchObject({ status: 200, body: user });
  });

  it('refuses an address that is taken with 409', async () => {
    await create('twice');

    const answer = await http.post('/demo/users', { email: 'twice@example.org', name: 'Second' });

    expect(answer.status).toBe(409);
    expect(await app.prisma.demoUser.count({ where: { email: 'twice@example.org' } })).toBe(1);
  });

  it.each([
    [{ email: 'no address', name: 'X' }],
    [{ email: 'x@example.org' }],
    [{ email: 'x@example.org', name: 'X', admin: true }],
  ])('refuses %j with 400', async (body) => {
    expect(await http.post('/demo/users', body)).toMatchObject({ status: 400 });
    expect(await app.prisma.demoUser.count({ where: { email: 'x@example.org' } })).toBe(0);
  });

  it('pages through users in the order asked for', async () => {
    for (const name of ['page-c', 'page-a', 'page-b']) await create(name);

    const path = '/demo/users?q=page-&sort=name&limit=2';
    const first = Users.parse((await http.get(path)).body);
    const second = Users.parse((await http.get(`${path}&cursor=${first.nextCursor ?? ''}`)).body);

    expect(first.items.map(({ name }) => name)).toEqual(['page-a', 'page-b']);
    expect(second).toMatchObject({ items: [{ name: 'page-c' }], nextCursor: null });
  });

  it('refuses to sort by a field that is not offered', async () => {
    expect(await http.get('/demo/users?sort=password')).toMatchObject({ status: 400 });
  });

  it('changes what is sent and keeps the rest', async () => {
    const user = await create('grace');

    const { status, body } = await http.patch(`/demo/users/${user.id}`, { name: 'Grace Hopper' });

    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'Grace Hopper', email: 'grace@example.org' });
  });

  it('deletes a user without posts', async () => {
    const user = await create('leaver');

    expect(await http.delete(`/demo/users/${user.id}`)).toMatchObject({ status: 204, body: undefined });
    expect(await http.get(`/demo/users/${user.id}`)).toMatchObject({ status: 404 });
  });

  it('keeps a user who has posts (409)', async () => {
    const user = await create('author');
    await app.prisma.demoPost.create({ data: { title: 'Kept', authorId: user.id } });

    expect(await http.delete(`/demo/users/${user.id}`)).toMatchObject({ status: 409 });
    expect(await app.prisma.demoUser.count({ where: { id: user.id } })).toBe(1);
  });

  it('answers 404 for an unknown id and 400 for one that is no id', async () => {
    const unknown = '6f1c2f38-5a1b-4a63-9d3c-0a4b8b1f0e11';

    expect(await http.get(`/demo/users/${unknown}`)).toMatchObject({ status: 404 });
    expect(await http.delete(`/demo/users/${unknown}`)).toMatchObject({ status: 404 });
    expect(await http.get('/demo/users/nobody')).toMatchObject({ status: 400 });
  });
});
