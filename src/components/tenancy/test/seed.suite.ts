import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '@/platform/test-utils';
import { TenancyModule } from '../index.ts';
import { seed } from '../prisma/seed.ts';

describe('the seed of tenancy', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(TenancyModule);
  });
  afterAll(() => app.close());

  it('fills the same data however often it runs', async () => {
    const read = () =>
      app.prisma.tenant.findMany({
        orderBy: { slug: 'asc' },
        omit: { updatedAt: true },
        include: {
          workspaces: { omit: { updatedAt: true }, orderBy: { slug: 'asc' } },
          configs: { omit: { updatedAt: true }, orderBy: { key: 'asc' } },
        },
      });
    await seed(app.prisma);
    const first = await read();
    await seed(app.prisma);

    expect(first.map(({ slug, status }) => [slug, status])).toEqual([
      ['acme', 'ACTIVE'],
      ['halcyon', 'SUSPENDED'],
      ['nordwind', 'ACTIVE'],
    ]);
    expect(first[0]?.workspaces).toHaveLength(2);
    expect(await read()).toEqual(first);
  });
});
