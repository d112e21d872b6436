import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pageOf } from '@/platform';
import { SuiteView } from '../dto/suite.ts';
import { type Lab, openLab } from './lab.ts';

describe('test-runs/suites', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab();
  });
  afterAll(() => lab.close());

  const move = (id: string, parentId: string | null) =>
    lab.http.post(`/test-runs/suites/${id}/move`, { parentId });

  it('shows a suite with everything below it', async () => {
    const { id } = await lab.organization('subtree');
    const root = await lab.suite(id, 'Shop');
    const cart = await lab.suite(id, 'Cart', root.id);
    const voucher = await lab.suite(id, 'Voucher', cart.id);
    await lab.suite(id, 'Account', root.id);
    await lab.test(voucher.id, 'takes 10 % off');
    await lab.test(voucher.id, 'expires');

    expect(await lab.http.get(`/test-runs/suites/${root.id}/subtree`)).toMatchObject({
      status: 200,
      body: {
        ...{ name: 'Shop', depth: 0, testCount: 0 },
        children: [
          { name: 'Account', depth: 1, children: [] },
          { name: 'Cart', children: [{ name: 'Voucher', depth: 2, testCount: 2, children: [] }] },
        ],
      },
    });
  });

  it('moves a suite with everything below it, but never into itself', async () => {
    const { id } = await lab.organization('moving');
    const top = await lab.suite(id, 'Top');
    const middle = await lab.suite(id, 'Middle', top.id);
    const bottom = await lab.suite(id, 'Bottom', middle.id);

    expect(await move(top.id, bottom.id)).toMatchObject({ status: 409 });
    expect(await move(top.id, top.id)).toMatchObject({ status: 409 });
    expect(await move(bottom.id, top.id)).toMatchObject({ status: 200, body: { parentId: top.id } });
    expect(await move(middle.id, null)).toMatchObject({ status: 200, body: { parentId: null } });
    expect(await move(top.id, middle.id)).toMatchObject({ status: 200 });
  });

  it('closes no circle when two moves, each fine alone, come together', async () => {
    const { id } = await lab.organization('racing');
    const left = await lab.suite(id, 'Left');
    const right = await lab.suite(id, 'Right');

    const answers = await Promise.all([move(left.id, right.id), move(right.id, left.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('keeps names unique among siblings, at the top too', async () => {
    const { id } = await lab.organization('names');
    const root = await lab.suite(id, 'Root');
    await lab.suite(id, 'Child', root.id);
    const create = (body: object) => lab.http.post('/test-runs/suites', { organizationId: id, ...body });

    expect(await create({ name: 'Root' })).toMatchObject({ status: 409 });
    expect(await create({ name: 'Child', parentId: root.id })).toMatchObject({ status: 409 });
    expect(await create({ name: 'Child' })).toMatchObject({ status: 201 });
  });

  it('stays inside its organisation', async () => {
    const one = await lab.organization('inside');
    const other = await lab.organization('outside');
    const foreign = await lab.suite(other.id, 'Foreign');
    const own = await lab.suite(one.id, 'Own');

    const body = { organizationId: one.id, parentId: foreign.id, name: 'X' };
    expect(await lab.http.post('/test-runs/suites', body)).toMatchObject({ status: 409 });
    expect(await move(own.id, foreign.id)).toMatchObject({ status: 409 });
  });

  it('lists roots, children and pages', async () => {
    const { id } = await lab.organization('listing');
    const root = await lab.suite(id, 'A');
    await lab.suite(id, 'B');
    await lab.suite(id, 'A1', root.id);
    const names = async (query: string) => {
      const { body } = await lab.http.get(`/test-runs/suites?organizationId=${id}&sort=name&${query}`);
      return pageOf(SuiteView)
        .parse(body)
        .items.map(({ name }) => name);
    };

    expect(await names('parentId=root')).toEqual(['A', 'B']);
    expect(await names(`parentId=${root.id}`)).toEqual(['A1']);
    expect(await names('name=a&limit=1')).toEqual(['A']);
  });

  it('deletes only what is empty', async () => {
    const { id } = await lab.organization('deleting');
    const root = await lab.suite(id, 'Root');
    const leaf = await lab.suite(id, 'Leaf', root.id);

    expect(await lab.http.delete(`/test-runs/suites/${root.id}`)).toMatchObject({ status: 409 });
    expect(await lab.http.delete(`/test-runs/organizations/${id}`)).toMatchObject({ status: 409 });
    for (const path of [`suites/${leaf.id}`, `suites/${root.id}`, `organizations/${id}`]) {
      expect(await lab.http.delete(`/test-runs/${path}`)).toMatchObject({ status: 204 });
    }
    expect(await lab.http.get(`/test-runs/suites/${root.id}/subtree`)).toMatchObject({ status: 404 });
  });
});
