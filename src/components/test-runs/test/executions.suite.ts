import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StatisticsView } from '../dto/statistics.ts';
import { type Lab, openLab } from './lab.ts';

describe('test-runs/executions', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab();
  });
  afterAll(() => lab.close());

  const act = (id: string, verb: string) => lab.http.post(`/test-runs/executions/${id}/${verb}`);
  const put = (executionId: string, testId: string, body: object) =>
    lab.http.put(`/test-runs/executions/${executionId}/results/${testId}`, body);
  const world = async (slug: string) => {
    const organization = await lab.organization(slug);
    const suite = await lab.suite(organization.id, 'Root');
    const below = await lab.suite(organization.id, 'Below', suite.id);
    return { organization, suite, below, test: await lab.test(below.id, 'works') };
  };

  it('goes from pending over running to passed', async () => {
    const { organization, suite, test } = await world('passing');
    const { headers, body, status } = await lab.http.post('/test-runs/executions', {
      ...{ organizationId: organization.id, suiteId: suite.id, configuration: { browser: 'firefox' } },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ status: 'PENDING', startedAt: null, configuration: { browser: 'firefox' } });
    const id = String(headers.get('location')).split('/').at(-1) ?? '';

    expect(await put(id, test.id, { outcome: 'PASSED' })).toMatchObject({ status: 409 });
    expect(await act(id, 'finish')).toMatchObject({ status: 409 });
    expect(await act(id, 'start')).toMatchObject({ status: 200, body: { status: 'RUNNING' } });
    expect(await act(id, 'start')).toMatchObject({ status: 409 });
    expect(await put(id, test.id, { outcome: 'PASSED', durationMs: 12 })).toMatchObject({ status: 200 });
    expect(await act(id, 'finish')).toMatchObject({
      status: 200,
      body: { status: 'PASSED', finishedAt: expect.any(String) },
    });
    expect(await act(id, 'cancel')).toMatchObject({ status: 409 });
    expect(await put(id, test.id, { outcome: 'FAILED' })).toMatchObject({ status: 409 });
  });

  it('fails when a result failed, and a repeated result replaces the first', async () => {
    const { organization, test } = await world('failing');
    const { id } = await lab.running(organization.id);

    await put(id, test.id, { outcome: 'PASSED', durationMs: 1 });
    expect(await put(id, test.id, { outcome: 'FAILED', durationMs: 2, error: 'timed out' })).toMatchObject({
      status: 200,
      body: { outcome: 'FAILED', error: 'timed out' },
    });
    expect(await lab.http.get(`/test-runs/executions/${id}/results`)).toMatchObject({
      body: { items: [{ testId: test.id, durationMs: 2 }], nextCursor: null },
    });
    expect(await act(id, 'finish')).toMatchObject({ body: { status: 'FAILED' } });
  });

  it('cannot finish without results, but can be cancelled', async () => {
    const { organization } = await world('empty');
    const { id } = await lab.running(organization.id);

    expect(await act(id, 'finish')).toMatchObject({ status: 409 });
    expect(await act(id, 'cancel')).toMatchObject({ status: 200, body: { status: 'CANCELLED' } });
  });

  it('takes results only for tests below its suite', async () => {
    const { organization, suite, below, test } = await world('scope');
    const outside = await lab.test(suite.id, 'outside');
    const { id } = await lab.running(organization.id, below.id);

    expect(await put(id, test.id, { outcome: 'SKIPPED' })).toMatchObject({ status: 200 });
    expect(await put(id, outside.id, { outcome: 'PASSED' })).toMatchObject({ status: 409 });
    expect(await put(id, test.id, { outcome: 'PASSED', error: 'why' })).toMatchObject({ status: 400 });
    expect(await put(id, test.id, { outcome: 'PASSED', durationMs: -1 })).toMatchObject({ status: 400 });
  });

  it('sums up a test, a suite with everything below it, and an organisation', async () => {
    const { organization, suite, below, test } = await world('statistics');
    const other = await lab.test(suite.id, 'other');
    for (const durationMs of [100, 200, 300]) {
      const { id } = await lab.running(organization.id);
      await put(id, test.id, { outcome: durationMs === 300 ? 'FAILED' : 'PASSED', durationMs });
      await put(id, other.id, { outcome: 'SKIPPED' });
    }
    const statistics = async (path: string) =>
      StatisticsView.parse((await lab.http.get(`/test-runs/${path}`)).body);

    const ofTest = await statistics(`tests/${test.id}/statistics`);
    expect(ofTest).toMatchObject({ executions: 3, results: 3, passed: 2, failed: 1, averageDurationMs: 200 });
    expect(ofTest.passRate).toBeCloseTo(2 / 3);
    expect(ofTest.p95DurationMs).toBeCloseTo(290);
    expect(await statistics(`suites/${below.id}/statistics`)).toEqual(ofTest);
    expect(await statistics(`suites/${suite.id}/statistics`)).toMatchObject({ results: 6, skipped: 3 });
    expect(await statistics(`organizations/${organization.id}/statistics`)).toMatchObject({ results: 6 });
    expect(await statistics(`tests/${test.id}/statistics?to=2020-01-01T00:00:00Z`)).toMatchObject({
      ...{ results: 0, passRate: null, averageDurationMs: null, p95DurationMs: null },
    });
  });

  it('filters executions and answers 404 and 400', async () => {
    const { organization } = await world('filters');
    await lab.running(organization.id);
    const path = `/test-runs/executions?organizationId=${organization.id}`;

    expect(await lab.http.get(`${path}&status=RUNNING`)).toMatchObject({ body: { items: [{}] } });
    expect(await lab.http.get(`${path}&status=PASSED`)).toMatchObject({ body: { items: [] } });
    expect(await lab.http.get(`${path}&status=ODD`)).toMatchObject({ status: 400 });
    const nothing = '01937000-0000-7000-8000-00000000dead';
    expect(await lab.http.get(`/test-runs/executions/${nothing}/results`)).toMatchObject({ status: 404 });
    expect(await lab.http.get(`/test-runs/suites/${nothing}/statistics`)).toMatchObject({ status: 404 });
    expect(await lab.http.get('/test-runs/suites/no-uuid/statistics')).toMatchObject({ status: 400 });
  });
});
