import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seed } from '../prisma/seed.ts';
import { type Lab, openLab } from './lab.ts';

describe('the seed of test-runs', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab();
  });
  afterAll(() => lab.close());

  it('fills the same data however often it runs, and the API sums it up', async () => {
    await seed(lab.prisma);
    await lab.prisma.testRunTest.updateMany({ data: { description: 'mine' } });
    await seed(lab.prisma);

    const { id } = await lab.prisma.testRunOrganization.findFirstOrThrow();
    expect(await lab.http.get(`/test-runs/organizations/${id}/statistics`)).toMatchObject({
      body: { executions: 5, results: 20, passed: 18, failed: 1, skipped: 1 },
    });
    expect(await lab.prisma.testRunTag.count()).toBe(3);
    expect(await lab.prisma.testRunTest.count({ where: { description: 'mine' } })).toBe(4);
  });
});
