import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seed } from '../prisma/seed.ts';
import { type Office, openOffice, twoSteps } from './office.ts';

describe('agents/executions', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  const step = (id: string, position: number, body: object) =>
    office.http.patch(`/agents/executions/${id}/steps/${position}`, body);

  it('runs the steps in order and succeeds with the last one', async () => {
    const { id } = await office.running('runner');

    expect(await step(id, 2, { status: 'RUNNING' })).toMatchObject({ status: 409 });
    expect(await step(id, 1, { status: 'SUCCEEDED' })).toMatchObject({ status: 409 });
    expect(await step(id, 1, { status: 'RUNNING' })).toMatchObject({ status: 200 });
    await step(id, 1, { status: 'SUCCEEDED', output: { mails: 3 } });
    await step(id, 2, { status: 'RUNNING' });
    expect(await step(id, 2, { status: 'SUCCEEDED' })).toMatchObject({
      status: 200,
      body: {
        ...{ status: 'SUCCEEDED', error: null, finishedAt: expect.any(String) },
        steps: [{ status: 'SUCCEEDED', output: { mails: 3 } }, { status: 'SUCCEEDED' }],
      },
    });
    expect(await step(id, 3, { status: 'RUNNING' })).toMatchObject({ status: 404 });
  });

  it('fails with the first failed step and skips the rest', async () => {
    const { id } = await office.running('unlucky');
    await step(id, 1, { status: 'RUNNING' });

    expect(await step(id, 1, { status: 'FAILED', error: 'no network' })).toMatchObject({
      status: 200,
      body: { status: 'FAILED', error: 'Step 1 (Read): no network', steps: [{}, { status: 'SKIPPED' }] },
    });
    expect(await step(id, 2, { status: 'RUNNING' })).toMatchObject({ status: 409 });
  });

  it('cancels what has not ended', async () => {
    const { id } = await office.running('impatient');
    await step(id, 1, { status: 'RUNNING' });

    expect(await office.http.post(`/agents/executions/${id}/cancel`)).toMatchObject({
      status: 200,
      body: { status: 'CANCELLED', steps: [{ status: 'SKIPPED' }, { status: 'SKIPPED' }] },
    });
    for (const verb of ['cancel', 'start']) {
      expect(await office.http.post(`/agents/executions/${id}/${verb}`)).toMatchObject({ status: 409 });
    }
  });

  it('keeps the number of executions true, also when many start together', async () => {
    const { id: agentId } = await office.agent({ userId: 'busy', name: 'Busy', steps: twoSteps });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => office.http.post('/agents/executions', { agentId })),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    const location = String(answers[0]?.headers.get('location'));
    expect(await office.http.delete(location)).toMatchObject({ status: 204 });

    const agent = await office.http.get(`/agents/user-agents/${agentId}`);
    expect(agent).toMatchObject({ body: { executionCount: 4, lastUsed: expect.any(String), version: 1 } });
    expect(await office.prisma.agentExecution.count({ where: { agentId } })).toBe(4);
  });

  it('neither runs an agent that is inactive or has no steps, nor counts the attempt', async () => {
    const { id: agentId } = await office.agent({ userId: 'idle', name: 'Idle' });
    expect(await office.http.post('/agents/executions', { agentId })).toMatchObject({ status: 409 });

    await office.http.patch(`/agents/user-agents/${agentId}`, {
      version: 1,
      steps: twoSteps,
      isActive: false,
    });
    expect(await office.http.post('/agents/executions', { agentId })).toMatchObject({ status: 409 });
    expect(await office.http.get(`/agents/user-agents/${agentId}`)).toMatchObject({
      body: { executionCount: 0 },
    });
  });

  it('logs while it runs, and its agent cannot be deleted meanwhile', async () => {
    const { id, agentId } = await office.running('logger');
    const log = `/agents/executions/${id}/log`;

    expect(await office.http.post(log, { level: 'WARN', message: 'slow' })).toMatchObject({ status: 201 });
    expect(await office.http.post(log, { message: 'fine' })).toMatchObject({ body: { level: 'INFO' } });
    expect(await office.http.get(`${log}?level=WARN`)).toMatchObject({
      body: { items: [{ message: 'slow' }] },
    });
    expect(await office.http.delete(`/agents/user-agents/${agentId}`)).toMatchObject({ status: 409 });

    await office.http.post(`/agents/executions/${id}/cancel`);
    expect(await office.http.post(log, { message: 'late' })).toMatchObject({ status: 409 });
    expect(await office.http.delete(`/agents/user-agents/${agentId}`)).toMatchObject({ status: 204 });
    expect(await office.http.get(log)).toMatchObject({ status: 404 });
  });

  it('finds the executions of a user by status', async () => {
    await office.running('finder');
    const found = (query: string) => office.http.get(`/agents/executions?userId=finder&${query}`);

    expect(await found('status=RUNNING')).toMatchObject({ body: { items: [{ status: 'RUNNING' }] } });
    expect(await found('status=FAILED')).toMatchObject({ body: { items: [] } });
  });

  it('is seeded with counts that are true, however often', async () => {
    await seed(office.prisma);
    await seed(office.prisma);

    const agents = await office.prisma.userAgent.findMany({
      ...{ where: { userId: { in: ['ada', 'grace'] } }, orderBy: { id: 'asc' } },
      include: { _count: { select: { executions: true } } },
    });
    expect(agents.map(({ executionCount }) => executionCount)).toEqual([2, 0, 1]);
    expect(agents.map(({ _count }) => _count.executions)).toEqual([2, 0, 1]);
  });
});
