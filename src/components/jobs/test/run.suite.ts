import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { transaction, withTenant } from '@/database';
import { runAs } from '@/platform';
import { startApp, type TestApp } from '@/platform/test-utils';
import { Jobs, JobsModule } from '../index.ts';
import { QueuePort } from '../queue/queue.port.ts';
import { JobWorker } from '../worker/job-worker.ts';
import {
  exact,
  fair,
  flaky,
  hopeless,
  impatient,
  note,
  once,
  Room,
  RoomModule,
  single,
  slow,
} from './job-room.ts';
import { until } from './until.ts';

describe('jobs', () => {
  let app: TestApp;
  let jobs: Jobs;
  let room: Room;
  let queue: QueuePort;
  beforeAll(async () => {
    app = await startApp(JobsModule, RoomModule);
    jobs = app.app.get(Jobs, { strict: false });
    room = app.app.get(Room, { strict: false });
    queue = app.app.get(QueuePort, { strict: false });
    app.app.get(JobWorker, { strict: false }).start();
  });
  afterAll(() => app.close());
  beforeEach(() => {
    room.seen.length = 0;
    room.principals.length = 0;
    room.most = 0;
  });

  const stateOf = async (id: string) => (await queue.find(id))?.state;
  const inState = (id: string, state: string) =>
    until(`the job is ${state}`, async () => (await stateOf(id)) === state);
  const begun = (name: string) => until(`${name} has begun`, () => room.seen.includes(`begin ${name}`));

  it('runs a job once', async () => {
    const { id, isNew } = await jobs.enqueue(note, { name: 'a' });

    expect(isNew).toBe(true);
    await inState(id, 'done');
    expect(room.seen).toEqual(['a']);
  });

  it('is there when the transaction of the caller is committed, and never when that is rolled back', async () => {
    await transaction(async () => {
      await jobs.enqueue(note, { name: 'committed' });
      await jobs.enqueueAll(note, [{ payload: { name: 'with it' } }]);
    });
    await expect(
      transaction(async () => {
        await jobs.enqueue(note, { name: 'rolled back' });
        await jobs.enqueueAll(note, [{ payload: { name: 'and this' } }]);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');

    await until('the job ran', () => room.seen.length === 2);
    await inState((await jobs.enqueue(note, { name: 'last' })).id, 'done');
    expect(room.seen.toSorted()).toEqual(['committed', 'last', 'with it']);
  });

  it('refuses a payload that is none', async () => {
    const wrong: unknown = { name: 7 };
    await expect(jobs.enqueue(note, wrong as { name: string })).rejects.toThrow(/expected string/);
  });

  it('tries again, and keeps what failed for good with the reason', async () => {
    const good = await jobs.enqueue(flaky, { fails: 2 });
    await inState(good.id, 'done');
    expect(room.seen).toEqual(['try 1', 'try 2', 'try 3']);

    const bad = await jobs.enqueue(flaky, { fails: 9 });
    await inState(bad.id, 'failed');
    expect(await queue.find(bad.id)).toMatchObject({
      attempts: 4,
      maxAttempts: 4,
      output: { reason: 'handler', message: 'attempt 4 fails' },
    });
  });

  it('does not try again what is said to be of no use', async () => {
    const { id } = await jobs.enqueue(hopeless, { name: 'this' });
    await inState(id, 'failed');

    expect(await queue.find(id)).toMatchObject({ attempts: 1, output: { message: 'this cannot be done' } });
  });

  it('gives a payload that no longer fits to the dead letters, from where it is sent again', async () => {
    const { id } = await jobs.enqueue(note, { name: 'old' }, { delay: 3600 });
    await app.prisma
      .$executeRaw`UPDATE tessera_jobs.job SET data = jsonb_set(data, '{payload}', '{"title":"old"}'), start_after = now() WHERE id = ${id}::uuid`;
    await inState(id, 'failed');
    const dead = await queue.find(id);
    expect(dead).toMatchObject({ output: { reason: 'payload' } });
    expect(JSON.stringify(dead?.output)).toContain('name');
    expect(room.seen).toEqual([]);

    await app.prisma
      .$executeRaw`UPDATE tessera_jobs.job SET data = jsonb_set(data, '{payload}', '{"name":"new"}') WHERE id = ${id}::uuid`;
    expect(dead && (await queue.again(dead))).toBe(true);
    await inState(id, 'done');
    expect(room.seen).toEqual(['new']);
  });

  it('does not begin after the deadline', async () => {
    const { id } = await jobs.enqueue(note, { name: 'late' }, { deadline: new Date(Date.now() - 1) });
    await inState(id, 'failed');

    expect(await queue.find(id)).toMatchObject({ output: { reason: 'deadline' } });
  });

  it('ends an attempt that takes too long', async () => {
    const { id } = await jobs.enqueue(impatient, { name: 'tortoise' });
    await inState(id, 'failed');

    expect(await queue.find(id)).toMatchObject({ output: { reason: 'timeout' } });
  });

  it('begins with what is most urgent', async () => {
    const first = await jobs.enqueue(single, { name: 'p 0' });
    await begun('p 0');
    await jobs.enqueue(single, { name: 'p 1' });
    await jobs.enqueue(single, { name: 'p 9' }, { priority: 9 });
    const last = await jobs.enqueue(single, { name: 'p -1' }, { priority: -1 });
    for (const name of ['p 0', 'p 9', 'p 1', 'p -1']) {
      await begun(name);
      room.open(name);
    }
    await inState(last.id, 'done');

    expect(await stateOf(first.id)).toBe('done');
    expect(room.seen.filter((text) => text.startsWith('begin'))).toEqual([
      'begin p 0',
      'begin p 9',
      'begin p 1',
      'begin p -1',
    ]);
    expect(room.most).toBe(1);
  });

  it('limits each tenant, so that none holds up another one', async () => {
    for (const name of ['a 1', 'a 2', 'a 3']) await withTenant('a', () => jobs.enqueue(fair, { name }));
    const other = await withTenant('b', () => jobs.enqueue(fair, { name: 'b 1' }));
    await begun('b 1');
    await until('the first of a has begun', () => room.seen.some((text) => text.startsWith('begin a')));
    room.open('b 1');
    await inState(other.id, 'done');
    expect(room.seen.filter((text) => text.startsWith('begin a'))).toHaveLength(1);
    for (const name of ['a 1', 'a 2', 'a 3']) {
      await begun(name);
      room.open(name);
    }

    await until('all ended', () => room.seen.filter((text) => text.startsWith('end a')).length === 3);
    expect(room.most).toBe(1);
  });

  it('takes one job of a key while one waits, or until it has ended', async () => {
    const waiting = await jobs.enqueue(note, { name: 'k' }, { key: 'k', delay: 3600 });
    expect(await jobs.enqueue(note, { name: 'k2' }, { key: 'k' })).toEqual({ id: waiting.id, isNew: false });
    expect((await jobs.enqueue(note, { name: 'other' }, { key: 'l' })).isNew).toBe(true);

    const running = await jobs.enqueue(once, { name: 'o 1' }, { key: 'k' });
    await begun('o 1');
    expect(await jobs.enqueue(once, { name: 'o 2' }, { key: 'k' })).toEqual({ id: running.id, isNew: false });
    room.open('o 1');
    await inState(running.id, 'done');
    const next = await jobs.enqueue(once, { name: 'o 3' }, { key: 'k' });
    expect(next.isNew).toBe(true);
    await begun('o 3');
    room.open('o 3');
    await inState(next.id, 'done');
  });

  it('shows how far a job is', async () => {
    const { id } = await jobs.enqueue(slow, { name: 's 1' });
    await begun('s 1');

    const progress = await app.prisma.jobProgress.findUniqueOrThrow({ where: { jobId: id } });
    expect(progress).toMatchObject({ percent: 40, note: 'nearly half' });
    room.open('s 1');
    await inState(id, 'done');
  });

  it('cancels what waits, and stops what runs', async () => {
    const waiting = await queue.find((await jobs.enqueue(note, { name: 'w' }, { delay: 3600 })).id);
    expect(waiting && (await queue.cancel(waiting))).toBe(true);
    const { id } = await jobs.enqueue(slow, { name: 's 2' });
    await begun('s 2');
    const running = await queue.find(id);
    expect(running && (await queue.cancel(running))).toBe(true);

    await until('the handler stopped', () => room.running.get('s') === 0);
    expect(await stateOf(id)).toBe('cancelled');
    expect(room.seen).not.toContain('end s 2');
  });

  it('runs for the principal and the tenant of the caller, with what the job may do of that', async () => {
    const clerk = { kind: 'user', id: 'clerk', tenantId: 'acme', permissions: ['jobs:*', 'demo:*'] } as const;
    const guest = { kind: 'user', id: 'guest', permissions: ['demo:*'] } as const;
    await inState((await runAs(clerk, () => jobs.enqueue(note, { name: 'x' }))).id, 'done');
    await inState((await runAs(guest, () => jobs.enqueue(note, { name: 'y' }))).id, 'done');

    expect(room.principals).toEqual([
      {
        principal: { kind: 'user', id: 'clerk', tenantId: 'acme', permissions: ['jobs:read'] },
        tenant: 'acme',
      },
      { principal: { kind: 'user', id: 'guest', tenantId: undefined, permissions: [] }, tenant: undefined },
    ]);
  });

  it('keeps what a transactional handler wrote once, however often it is tried', async () => {
    const { id } = await jobs.enqueue(exact, { name: 'effect' });
    await inState(id, 'done');
    await until('the effect ran', () => room.seen.length > 0);
    await inState((await jobs.enqueue(note, { name: 'after' })).id, 'done');

    expect(room.seen).toEqual(['effect', 'after']);
    expect(await queue.find(id)).toMatchObject({ attempts: 2 });
  });
});
