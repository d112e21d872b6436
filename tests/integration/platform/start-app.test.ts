import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { DemoModule } from '../../../src/components/demo/demo.module.ts';
import { startApp } from '../../../src/platform/test-utils/index.ts';

describe('startApp', () => {
  it('serves a component on a database of its own', async () => {
    const app = await startApp(DemoModule);

    await app.prisma.demoUser.create({ data: { email: 'ada@example.org', name: 'Ada' } });
    const { status, body } = await app.as({ permissions: ['demo:users.read'] }).get('/demo/users');

    expect(status).toBe(200);
    expect(body).toMatchObject({ items: [{ name: 'Ada' }] });
    await app.close();
    await expect(new Client(app.database.url).connect()).rejects.toThrow('does not exist');
  });
});
