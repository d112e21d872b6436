import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { startApp, type TestApp } from '@/platform/test-utils';
import { AccessModule } from '../access.module.ts';
import { UserView } from '../users/user-views.ts';
import { Browser, PASSWORD } from './browser.ts';

describe('access/auth', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(AccessModule);
  });
  afterAll(() => app.close());

  const person = async (email: string) =>
    UserView.parse(
      (
        await app.as({ permissions: ['access:users.write'] }).post('/access/users', {
          name: 'Ada',
          email,
          password: PASSWORD,
        })
      ).body,
    );
  const me = async (browser: Browser) => (await browser.get('/access/me')).body;
  const eventsOf = (subject: string) =>
    app.prisma.accessEvent.findMany({ where: { subject }, orderBy: { id: 'asc' } });

  it('signs a person in and out, and books it', async () => {
    const { id } = await person('ada@example.org');
    const browser = new Browser(app);

    expect(await browser.signIn('ada@example.org')).toMatchObject({ status: 200, body: { user: { id } } });
    expect(await me(browser)).toMatchObject({ kind: 'user', id, permissions: [] });
    expect(browser.cookie).not.toContain('undefined');

    expect(await browser.post('/access/auth/sign-out')).toMatchObject({ status: 200 });
    expect(await me(browser)).toMatchObject({ kind: 'anonymous' });
    expect(await eventsOf('ada@example.org')).toMatchObject([{ kind: 'SIGNED_IN', actor: `user:${id}` }]);
  });

  it('answers a wrong password and an unknown person alike, and books the attempt without the password', async () => {
    await person('grace@example.org');
    const wrong = await new Browser(app).signIn('grace@example.org', 'not the password of Grace');
    const unknown = await new Browser(app).signIn('no-one@example.org', 'not the password of Grace');

    expect(wrong).toMatchObject({ status: 401, body: { status: 401 } });
    expect(unknown).toMatchObject({ status: 401 });
    const said = z.object({ detail: z.string() });
    expect(said.parse(unknown.body).detail).toBe(said.parse(wrong.body).detail);
    const events = await eventsOf('grace@example.org');
    expect(events).toMatchObject([{ kind: 'SIGN_IN_REFUSED', actor: 'anonymous' }]);
    expect(JSON.stringify(events)).not.toContain('not the password');
  });

  it('refuses a suspended person with the next request, whatever session there is', async () => {
    const { id } = await person('mallory@example.org');
    const browser = new Browser(app);
    await browser.signIn('mallory@example.org');
    const admin = app.as({ permissions: ['access:users.*'] });

    expect(await admin.post(`/access/users/${id}/suspend`, { why: 'left' })).toMatchObject({ status: 200 });
    expect(await me(browser)).toMatchObject({ kind: 'anonymous' });
    expect(await new Browser(app).signIn('mallory@example.org')).toMatchObject({ status: 403 });

    // A session that was made in between, or brought back from a backup.
    await admin.post(`/access/users/${id}/restore`);
    const again = new Browser(app);
    await again.signIn('mallory@example.org');
    await app.prisma.accessUser.update({ where: { id }, data: { suspendedAt: new Date() } });
    expect(await again.get('/access/users')).toMatchObject({ status: 401 });
    expect(await again.get('/access/auth/list-sessions')).toMatchObject({ status: 403 });
  });

  it('takes no session from a page of another site, and none that was changed', async () => {
    await person('eve@example.org');
    const browser = new Browser(app);
    await browser.signIn('eve@example.org');

    const elsewhere = browser.on('https://evil.example');
    expect((await elsewhere.post('/access/auth/sign-out')).status).toBe(403);
    expect(await me(browser)).toMatchObject({ kind: 'user' });

    const forged = { cookie: browser.cookie.replace(/.{6}$/, 'AAAAAA') };
    expect(await app.http.get('/access/me', forged)).toMatchObject({ body: { kind: 'anonymous' } });
  });

  it('shows the sessions of a person to that person only, and ends them', async () => {
    const { id } = await person('joan@example.org');
    const [one, two] = [new Browser(app), new Browser(app)];
    await one.signIn('joan@example.org');
    await two.signIn('joan@example.org');

    expect(z.array(z.unknown()).parse((await one.get('/access/auth/list-sessions')).body)).toHaveLength(2);
    await one.post('/access/auth/revoke-other-sessions');
    expect(await me(two)).toMatchObject({ kind: 'anonymous' });
    expect(await me(one)).toMatchObject({ kind: 'user', id });

    await app.as({ permissions: ['access:users.write'] }).delete(`/access/users/${id}/sessions`);
    expect(await me(one)).toMatchObject({ kind: 'anonymous' });
  });

  it('is closed to those who sign up by themselves, and for the library routes it does not offer', async () => {
    const browser = new Browser(app);
    const input = { name: 'Me', email: 'me@example.org', password: PASSWORD };
    expect((await browser.post('/access/auth/sign-up/email', input)).status).toBe(400);
    for (const path of ['organization/create', 'update-user', 'delete-user', 'sign-in/social']) {
      expect(await browser.post(`/access/auth/${path}`)).toMatchObject({ status: 404 });
    }
  });

  it('slows down who guesses, by the address of the connection and not by what the caller says', async () => {
    await person('target@example.org');
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 30; attempt += 1) {
      const headers = {
        'x-forwarded-for': `203.0.113.${attempt}`,
        'x-tessera-client-address': `198.51.100.${attempt}`,
      };
      const body = { email: 'target@example.org', password: `guess number ${attempt}` };
      statuses.push((await app.http.post('/access/auth/sign-in/email', body, headers)).status);
    }
    expect(statuses).toContain(429);
  });
});
