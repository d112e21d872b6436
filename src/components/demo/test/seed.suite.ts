import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { DemoModule } from '../demo.module.ts';
import { seed } from '../prisma/seed.ts';

describe('the seed of demo', () => {
  let app: TestApp;
  let http: HttpClient;
  beforeAll(async () => {
    app = await startApp(DemoModule);
    http = app.as({ permissions: ['demo:*'] });
  });
  afterAll(() => app.close());

  it('fills the same data however often it runs', async () => {
    await seed(app.prisma);
    const first = await app.prisma.demoPost.findMany({ orderBy: { id: 'asc' }, omit: { updatedAt: true } });
    await app.prisma.demoPost.updateMany({ data: { title: 'changed' } });
    await seed(app.prisma);

    expect(first).toHaveLength(6);
    expect(await app.prisma.demoPost.findMany({ orderBy: { id: 'asc' }, omit: { updatedAt: true } })).toEqual(
      first,
    );
    expect(await app.prisma.demoUser.count()).toBe(3);
  });

  it('makes rows that the API takes and gives back', async () => {
    await seed(app.prisma);
    const { id } = await app.prisma.demoPost.findFirstOrThrow({ where: { status: 'DRAFT' } });

    expect(await http.post(`/demo/posts/${id}/publish`)).toMatchObject({ status: 200 });
  });
});
