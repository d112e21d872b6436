import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HttpAdapterHost } from '@nestjs/core';
import { startApp, type TestApp } from '@/platform/test-utils';
import { z } from 'zod';
import { Handlers } from '../define/handlers.ts';
import { defineJob, Jobs, JobsModule } from '../index.ts';
import { JOBS_ENVIRONMENT, type JobsEnvironment } from '../jobs-environment.ts';
import { JobsDatabase } from '../queue/jobs-database.ts';
import { QueuePort } from '../queue/queue.port.ts';
import { AttemptTools } from '../worker/attempt-tools.ts';
import { JobWorker } from '../worker/job-worker.ts';
import { Notifications } from '../worker/notifications.ts';
import { lastSlot, Scheduler } from '../worker/scheduler.ts';
import { exact, note, Room, RoomModule, slow } from './job-room.ts';
import { until } from './until.ts';

describe('workers', () => {
  let app: TestApp;
  let jobs: Jobs;
  let room: Room;
  let queue: QueuePort;
  let database: JobsDatabase;
  beforeEach(async () => {
    process.env['JOBS_LEASE'] = '2';
    process.env['JOBS_SHUTDOWN_TIMEOUT'] = '0';
    app = await startApp(JobsModule, RoomModule);
    jobs = app.app.get(Jobs, { strict: false });
    room = app.app.get(Room, { strict: false });
    queue = app.app.get(QueuePort, { strict: false });
    database = app.app.get(JobsDatabase, { strict: false });
  });
  afterEach(async () => {
    delete process.env['JOBS_LEASE'];
    delete process.env['JOBS_SHUTDOWN_TIMEOUT'];
    await app.close();
  });

  const stateOf = async (id: string) => (await queue.find(id))?.state;
  const inState = (id: string, state: string) =>
    until(`the job is ${state}`, async () => (await stateOf(id)) === state);
  /** One more worker, as another process would have it. */
  const anotherWorker = (): JobWorker =>
    new JobWorker(
      app.app.get<JobsEnvironment>(JOBS_ENVIRONMENT, { strict: false }),
      queue,
      database,
      app.app.get(Handlers, { strict: false }),
      app.app.get(AttemptTools, { strict: false }),
      new Notifications(database),
      app.app.get(Scheduler, { strict: false }),
      app.app.get(HttpAdapterHost),
    );

  it('take over what a process had that is gone, without counting the attempt', async () => {
    const { id } = await jobs.enqueue(note, { name: 'orphan' });
    expect(await queue.take(note.name, 1, {})).toHaveLength(1);
    app.app.get(JobWorker, { strict: false }).start();

    await inState(id, 'done');
    expect(room.seen).toEqual(['orphan']);
    // Its retries are none: the attempt that was lost is not one of them.
    expect(note.retries.limit).toBe(0);
  });

  it('say what is wrong with the tables of the queue', async () => {
    await expect(queue.check()).resolves.toBeUndefined();
    await app.prisma.$executeRaw`UPDATE tessera_jobs.version SET version = 25`;
    await expect(queue.check()).rejects.toThrow(/version 25.*works with 24/);
    await app.prisma.$executeRaw`DROP SCHEMA tessera_jobs CASCADE`;
    await expect(queue.check()).rejects.toThrow(/no schema "tessera_jobs".*migrations/);
  });

  it('keep what takes longer than a lease', async () => {
    app.app.get(JobWorker, { strict: false }).start();
    const other = anotherWorker();
    other.start();
    const { id } = await jobs.enqueue(slow, { name: 'l 1' });
    await until('it has begun', () => room.seen.includes('begin l 1'));
    const begun = Date.now();
    await until('two leases are over', () => Date.now() - begun > 4_500);
    room.open('l 1');
    await inState(id, 'done');
    await other.stop();

    expect(room.seen.filter((text) => text === 'begin l 1')).toHaveLength(1);
  });

  it('let no process end or fail what was given to another one', async () => {
    const { id } = await jobs.enqueue(exact, { name: 'late' });
    const [late] = await queue.take(exact.name, 1, {});
    await until('it was given back', async () => {
      await queue.recover();
      return (await stateOf(id)) === 'retrying';
    });
    const [next] = await queue.take(exact.name, 1, {});
    if (late === undefined || next === undefined) throw new Error('nothing was taken');

    expect(await queue.fail(late, { reason: 'handler', message: 'late', isFinal: true })).toBeUndefined();
    await queue.release(late);
    expect(await database.transaction((sql) => queue.finishIn(late, sql))).toBe(false);
    expect([...(await queue.keep([late]))]).toEqual([]);
    expect(await stateOf(id)).toBe('running');
    expect(await database.transaction((sql) => queue.finishIn(next, sql))).toBe(true);
    expect(await stateOf(id)).toBe('done');
  });

  it('give up a job that ends every process that takes it', async () => {
    const { id } = await jobs.enqueue(note, { name: 'poison' });
    for (let lost = 0; lost <= 5; lost += 1) {
      await queue.take(note.name, 1, {});
      await app.prisma
        .$executeRaw`UPDATE tessera_jobs.job SET expire_in = '0 seconds', started_on = now() - interval '1 second' WHERE id = ${id}::uuid`;
      await queue.recover();
    }

    expect(await queue.find(id)).toMatchObject({ state: 'failed', output: { reason: 'lost' } });
  });

  it('give back what they have to stop at the end of their process', async () => {
    const worker = app.app.get(JobWorker, { strict: false });
    worker.start();
    const { id } = await jobs.enqueue(slow, { name: 'e 1' });
    await until('it has begun', () => room.seen.includes('begin e 1'));
    await worker.stop();
    expect(await stateOf(id)).toBe('retrying');
    expect(room.running.get('e')).toBe(0);

    const next = anotherWorker();
    next.start();
    await until('it has begun again', () => room.seen.filter((text) => text === 'begin e 1').length === 2);
    room.open('e 1');
    await inState(id, 'done');
    await next.stop();
    expect(await app.prisma.jobWorker.count()).toBe(0);
  });

  it('make what a schedule asks for once, however many look, and make up for one missed time', async () => {
    const scheduler = app.app.get(Scheduler, { strict: false });
    const nightly = defineJob({
      name: 'room.note',
      payload: z.object({ name: z.string() }),
      permissions: ['jobs:read'],
      schedule: { cron: '* * * * *', payload: { name: 'scheduled' } },
    });
    await scheduler.declare([nightly]);
    expect(await scheduler.tick([nightly])).toEqual([]);
    await app.prisma.jobSchedule.update({
      where: { queue: nightly.name },
      data: { lastSlot: new Date(Date.now() - 3_600_000) },
    });
    await scheduler.declare([nightly]);
    const made = await Promise.all(Array.from({ length: 8 }, () => scheduler.tick([nightly])));

    expect(made.flat()).toEqual([nightly.name]);
    app.app.get(JobWorker, { strict: false }).start();
    await until('it ran', () => room.seen.length > 0);
    expect(room.seen).toEqual(['scheduled']);
    expect(room.principals).toMatchObject([
      { principal: { kind: 'system', id: 'schedule room.note', permissions: ['jobs:read'] } },
    ]);
  });

  it('read a schedule by its time zone, and refuse one that is none', () => {
    const daily = defineJob({
      name: 'room.daily',
      payload: z.object({}),
      schedule: { cron: '30 3 * * *', timezone: 'Europe/Vienna', payload: {} },
    });
    expect(lastSlot(daily, new Date('2026-07-02T01:30:00Z'))).toEqual(new Date('2026-07-02T01:30:00Z'));
    expect(lastSlot(daily, new Date('2026-07-02T01:29:59Z'))).toEqual(new Date('2026-07-01T01:30:00Z'));
    expect(() =>
      defineJob({ name: 'room.never', payload: z.object({}), schedule: { cron: '61 * * * *', payload: {} } }),
    ).toThrow(/room\.never.*61/);
    expect(() => defineJob({ name: 'Nameless', payload: z.object({}) })).toThrow(/name of a job/);
    expect(() => defineJob({ name: 'room.x', payload: z.object({}), timeout: 0 })).toThrow(/timeout/);
  });
});
