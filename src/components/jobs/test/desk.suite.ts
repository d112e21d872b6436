import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withTenant } from '@/database';
import { pageOf, WrongCallError } from '@/platform';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { z } from 'zod';
import { JobView } from '../admin/job-view.ts';
import {
  CancelJobsCommand,
  ListJobsCommand,
  ListQueuesCommand,
  PauseQueueCommand,
  ResumeQueueCommand,
  RetryJobsCommand,
} from '../commands/job-commands.ts';
import { Jobs, JobsModule } from '../index.ts';
import { JobWorker } from '../worker/job-worker.ts';
import { hopeless, note, Room, RoomModule } from './job-room.ts';
import { until } from './until.ts';

const Listed = pageOf(JobView);

describe('looking after jobs', () => {
  let app: TestApp;
  let jobs: Jobs;
  let operator: HttpClient;
  beforeAll(async () => {
    app = await startApp(JobsModule, RoomModule);
    jobs = app.app.get(Jobs, { strict: false });
    operator = app.as({ permissions: ['jobs:*'] });
    app.app.get(JobWorker, { strict: false }).start();
  });
  afterAll(() => app.close());

  const get = async (id: string) => JobView.parse((await operator.get(`/jobs/${id}`)).body);
  const inState = (id: string, state: string) =>
    until(`the job is ${state}`, async () => (await get(id)).state === state);

  it('shows dead letters with their reason, and sends them again', async () => {
    const { id } = await jobs.enqueue(hopeless, { name: 'this' });
    await inState(id, 'failed');

    const { items } = Listed.parse((await operator.get('/jobs?state=failed')).body);
    expect(items).toMatchObject([
      {
        id,
        job: 'room.hopeless',
        failure: { reason: 'handler', message: 'this cannot be done' },
        payload: { name: 'this' },
        createdBy: 'anonymous',
      },
    ]);
    expect(await operator.post(`/jobs/${id}/retry`)).toMatchObject({ status: 200 });
    await until('it failed again', async () => (await get(id)).attempts === 2);
    await inState(id, 'failed');
    expect((await operator.post(`/jobs/${id}/cancel`)).status).toBe(409);
  });

  it('gives pages, newest first', async () => {
    await jobs.enqueueAll(
      note,
      ['1', '2', '3'].map((name) => ({ payload: { name }, delay: 3600, priority: Number(name) })),
    );

    const first = Listed.parse((await operator.get('/jobs?job=room.note&limit=2')).body);
    const second = Listed.parse(
      (await operator.get(`/jobs?job=room.note&limit=2&cursor=${first.nextCursor ?? ''}`)).body,
    );
    expect(first.items).toHaveLength(2);
    expect(second.items).toHaveLength(1);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3);
    expect(second.nextCursor).toBeNull();
  });

  it('shows those who act in a tenant its jobs only', async () => {
    const { id } = await withTenant('acme', () => jobs.enqueue(note, { name: 'own' }, { delay: 3600 }));
    const clerk = app.as({ permissions: ['jobs:*'], tenantId: 'acme' });
    const other = app.as({ permissions: ['jobs:*'], tenantId: 'globex' });

    expect(Listed.parse((await clerk.get('/jobs')).body).items).toMatchObject([{ id, tenantId: 'acme' }]);
    expect((await other.get(`/jobs/${id}`)).status).toBe(404);
    expect((await other.post(`/jobs/${id}/cancel`)).status).toBe(404);
    expect((await clerk.get('/jobs/queues')).status).toBe(403);
    expect((await clerk.post(`/jobs/${id}/cancel`)).body).toMatchObject({ state: 'cancelled' });
    expect((await app.as({ permissions: ['jobs:read'] }).post(`/jobs/${id}/retry`)).status).toBe(403);
    expect((await app.http.get('/jobs')).status).toBe(401);
  });

  it('pauses a queue, and lets it go on', async () => {
    const room = app.app.get(Room, { strict: false });
    expect((await operator.post('/jobs/queues/room.none/pause')).status).toBe(404);
    expect((await operator.post('/jobs/queues/room.note/pause')).status).toBe(204);
    const { id } = await jobs.enqueue(note, { name: 'paused' });
    // Another queue goes on meanwhile.
    await inState((await jobs.enqueue(hopeless, { name: 'meanwhile' })).id, 'failed');

    expect((await get(id)).state).toBe('waiting');
    expect((await operator.get('/jobs/queues')).body).toContainEqual(
      expect.objectContaining({ job: 'room.note', isPaused: true, hasHandler: true }),
    );
    expect((await operator.post('/jobs/queues/room.note/resume')).status).toBe(204);
    await inState(id, 'done');
    expect(room.seen).toContain('paused');
  });

  it('shows who runs jobs', async () => {
    await until('the worker was seen', async () => (await app.prisma.jobWorker.count()) > 0);

    expect((await operator.get('/jobs/workers')).body).toMatchObject([{ pid: process.pid }]);
    expect((await operator.get('/jobs/schedules')).body).toEqual([]);
  });

  describe('from the command line', () => {
    const command = <T>(type: new (...args: never[]) => T): T => app.app.get(type, { strict: false });
    const Printed = z.object({ jobs: z.array(JobView) });

    it('lists, cancels, sends again and pauses', async () => {
      const { id } = await jobs.enqueue(note, { name: 'cli' }, { delay: 3600 });
      expect(await command(CancelJobsCommand).run([id])).toBe('Cancelled: 1.');
      const listed = await command(ListJobsCommand).run(['--state', 'cancelled', '--json']);
      expect(Printed.parse(JSON.parse(listed)).jobs.map((job) => job.id)).toContain(id);
      expect(await command(RetryJobsCommand).run([id])).toBe('Sent again: 1.');
      await inState(id, 'done');

      expect(await command(PauseQueueCommand).run(['room.hopeless'])).toBe('Paused: room.hopeless.');
      expect(await command(ListQueuesCommand).run([])).toContain('room.hopeless  paused');
      const again = await command(RetryJobsCommand).run(['--job', 'room.hopeless', '--json']);
      expect(Printed.parse(JSON.parse(again)).jobs).toHaveLength(2);
      expect(await command(ResumeQueueCommand).run(['room.hopeless'])).toBe('Going on: room.hopeless.');
    });

    it('refuses a wrong call', async () => {
      await expect(command(CancelJobsCommand).run([])).rejects.toThrow(WrongCallError);
      await expect(command(ListJobsCommand).run(['--state', 'lost'])).rejects.toThrow(/state: /);
      await expect(command(ListJobsCommand).run(['--colour', 'red'])).rejects.toThrow(WrongCallError);
    });
  });
});
