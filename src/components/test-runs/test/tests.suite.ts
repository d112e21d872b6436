import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pageOf } from '@/platform';
import { TagView } from '../dto/tag.ts';
import { TestView } from '../dto/test.ts';
import { type Lab, openLab } from './lab.ts';

describe('test-runs/tests and tags', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab();
  });
  afterAll(() => lab.close());

  it('makes the tags it names, once each', async () => {
    const { id: organizationId } = await lab.organization('tagging');
    const suite = await lab.suite(organizationId, 'S');
    const one = await lab.test(suite.id, 'one', ['Critical', 'api', 'critical']);
    await lab.test(suite.id, 'two', ['critical']);

    expect(one.tags).toEqual(['api', 'critical']);
    const { body } = await lab.http.get(`/test-runs/tags?organizationId=${organizationId}&sort=name`);
    expect(pageOf(TagView).parse(body).items).toMatchObject([
      { name: 'api', testCount: 1 },
      { name: 'critical', testCount: 2 },
    ]);
  });

  it('makes the tags that callers at the same moment name in any order', async () => {
    const { id: organizationId } = await lab.organization('tag-race');
    const suite = await lab.suite(organizationId, 'S');
    const tags = ['a', 'b', 'c', 'd', 'e'];
    const tests = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        lab.test(suite.id, `test ${n}`, n % 2 === 0 ? tags : tags.toReversed()),
      ),
    );
    expect(tests.map((test) => test.tags)).toEqual(tests.map(() => tags));
    expect(await lab.prisma.testRunTag.count({ where: { organizationId } })).toBe(5);
  });

  it('replaces tags, and a deleted tag leaves every test', async () => {
    const { id: organizationId } = await lab.organization('retagging');
    const suite = await lab.suite(organizationId, 'S');
    const { id } = await lab.test(suite.id, 'one', ['a', 'b']);

    expect(
      await lab.http.patch(`/test-runs/tests/${id}`, { tags: ['b', 'c'], type: 'SECURITY' }),
    ).toMatchObject({
      status: 200,
      body: { tags: ['b', 'c'], type: 'SECURITY' },
    });
    const tag = await lab.prisma.testRunTag.findFirstOrThrow({ where: { organizationId, name: 'b' } });
    expect(await lab.http.delete(`/test-runs/tags/${tag.id}`)).toMatchObject({ status: 204 });
    expect(await lab.http.get(`/test-runs/tests/${id}`)).toMatchObject({ body: { tags: ['c'] } });
  });

  it('finds by tag, type, suite and name', async () => {
    const { id } = await lab.organization('finding');
    const suite = await lab.suite(id, 'S');
    await lab.test(suite.id, 'Login works', ['smoke']);
    await lab.test(suite.id, 'Logout works');
    const names = async (query: string) => {
      const { body } = await lab.http.get(`/test-runs/tests?organizationId=${id}&sort=name&${query}`);
      return pageOf(TestView)
        .parse(body)
        .items.map(({ name }) => name);
    };

    expect(await names('')).toEqual(['Login works', 'Logout works']);
    expect(await names('tag=smoke')).toEqual(['Login works']);
    expect(await names('name=OUT')).toEqual(['Logout works']);
    expect(await names(`suiteId=${suite.id}&type=SECURITY`)).toEqual([]);
  });

  it('refuses a twin, an unknown suite and a suite of another organisation', async () => {
    const one = await lab.suite((await lab.organization('first')).id, 'S');
    const other = await lab.suite((await lab.organization('second')).id, 'S');
    const { id } = await lab.test(one.id, 'twin');
    const create = (suiteId: string) =>
      lab.http.post('/test-runs/tests', { suiteId, name: 'twin', type: 'SMOKE' });

    expect(await create(one.id)).toMatchObject({ status: 409 });
    expect(await create('01937000-0000-7000-8000-00000000dead')).toMatchObject({ status: 409 });
    expect(await lab.http.patch(`/test-runs/tests/${id}`, { suiteId: other.id })).toMatchObject({
      status: 409,
    });
    expect(
      await lab.http.post('/test-runs/tests', { suiteId: one.id, name: 'x', type: 'UNIT' }),
    ).toMatchObject({
      status: 400,
    });
  });
});
