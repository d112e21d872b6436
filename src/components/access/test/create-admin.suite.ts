import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '@/platform/test-utils';
import { AccessModule } from '../access.module.ts';
import { CreateAdmin } from '../commands/create-admin.ts';
import { Browser, PASSWORD } from './browser.ts';

describe('tessera access create-admin', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(AccessModule);
  });
  afterAll(() => app.close());
  afterEach(() => {
    delete process.env['ACCESS_ADMIN_PASSWORD'];
  });

  const run = (...args: string[]) => app.app.get(CreateAdmin, { strict: false }).run(args);

  it('makes a person who may do everything', async () => {
    process.env['ACCESS_ADMIN_PASSWORD'] = PASSWORD;
    expect(await run('--email', 'root@example.org')).toContain('root@example.org');

    const browser = new Browser(app);
    await browser.signIn('root@example.org');
    expect((await browser.get('/access/me')).body).toMatchObject({ permissions: ['*'] });
  });

  it('refuses a weak password, a person there is, and a call without an address', async () => {
    process.env['ACCESS_ADMIN_PASSWORD'] = 'short';
    await expect(run('--email', 'weak@example.org')).rejects.toThrow(/between 12 and 128/);
    process.env['ACCESS_ADMIN_PASSWORD'] = PASSWORD;
    await expect(run('--email', 'root@example.org')).rejects.toThrow(/already/);
    await expect(run('--nme', 'x')).rejects.toThrow(/--email ADDRESS/);
    expect(await app.prisma.accessUser.count({ where: { email: 'weak@example.org' } })).toBe(0);
  });
});
