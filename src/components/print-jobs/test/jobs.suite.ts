import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pageOf } from '@/platform';
import { HistoryView } from '../jobs/history-view.ts';
import { JobView } from '../jobs/job-view.ts';
import { openPrintRoom, type PrintRoom } from './print-room.ts';

const History = pageOf(HistoryView);
const Jobs = pageOf(JobView);

describe('print-jobs jobs', () => {
  let room: PrintRoom;
  beforeAll(async () => {
    room = await openPrintRoom();
  });
  afterAll(() => room.close());

  const post = (body: object) =>
    room.http.post('/print-jobs/jobs', { userId: room.user.id, fileId: room.file.id, ...body });
  const history = async (id: string) =>
    History.parse((await room.http.get(`/print-jobs/jobs/${id}/history`)).body).items.map(
      ({ fromState, toState, note }) => [fromState, toState, note],
    );

  it('queues a job and says where it is', async () => {
    const { status, headers, body } = await post({ kind: 'PAPER', paperSize: 'A4', copies: 3, color: true });
    const job = JobView.parse(body);

    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/print-jobs/jobs/${job.id}`);
    expect(job).toMatchObject({ state: 'QUEUED', priority: 50, copies: 3, color: true, deviceId: null });
    expect(await history(job.id)).toEqual([[null, 'QUEUED', null]]);
  });

  it.each([
    ['paper without a size', { kind: 'PAPER' }],
    ['a 3D print without material', { kind: 'FDM' }],
    ['a laser cut with a height', { kind: 'LASER', material: 'acrylic', heightMm: 3 }],
    ['a priority over 100', { kind: 'FDM', material: 'pla', priority: 101 }],
    ['a state of the caller', { kind: 'FDM', material: 'pla', state: 'DONE' }],
  ])('refuses %s with 400', async (_, body) => {
    expect(await post(body)).toMatchObject({ status: 400 });
  });

  it('refuses unknown users and inactive ones', async () => {
    const inactive = await room.prisma.printUser.create({
      data: { email: 'gone@lab.example', name: 'Jo', active: false },
    });
    const pla = { kind: 'FDM', material: 'pla' };

    expect(await post({ ...pla, userId: inactive.id })).toMatchObject({
      status: 409,
      body: { detail: 'Jo is not active.' },
    });
    expect(await post({ ...pla, userId: '6f1c2f38-5a1b-4a63-9d3c-0a4b8b1f0e11' })).toMatchObject({
      status: 409,
    });
  });

  it('goes from the queue to done, with history', async () => {
    const device = await room.device();
    const { id } = JobView.parse((await post({ kind: 'FDM', material: 'PLA' })).body);

    expect(await room.act(id, 'assign', { deviceId: device.id, note: 'by hand' })).toMatchObject({
      state: 'ASSIGNED',
      deviceId: device.id,
      assignedAt: expect.any(String),
    });
    expect(await room.act(id, 'start')).toMatchObject({ state: 'PRINTING', startedAt: expect.any(String) });
    expect(await room.act(id, 'complete')).toMatchObject({ state: 'DONE', finishedAt: expect.any(String) });
    expect(await history(id)).toEqual([
      [null, 'QUEUED', null],
      ['QUEUED', 'ASSIGNED', 'by hand'],
      ['ASSIGNED', 'PRINTING', null],
      ['PRINTING', 'DONE', null],
    ]);
  });

  it('fails, is tried again at the end of the queue, released and cancelled', async () => {
    const device = await room.device();
    const { id, queuedAt } = await room.job({ queuedAt: new Date('2026-01-01T00:00:00Z') });

    await room.act(id, 'assign', { deviceId: device.id });
    await room.act(id, 'start');
    expect(await room.act(id, 'fail', { reason: 'Came off' })).toMatchObject({
      state: 'FAILED',
      failureReason: 'Came off',
    });
    const retried = await room.act(id, 'retry');
    expect(retried).toMatchObject({ state: 'QUEUED', deviceId: null, failureReason: null, startedAt: null });
    expect(Date.parse(retried.queuedAt)).toBeGreaterThan(queuedAt.getTime());
    await room.act(id, 'assign', { deviceId: device.id });
    expect(await room.act(id, 'release', { note: 'Needed elsewhere' })).toMatchObject({
      state: 'QUEUED',
      deviceId: null,
      queuedAt: retried.queuedAt,
    });
    expect(await room.act(id, 'cancel')).toMatchObject({ state: 'CANCELLED' });
    expect(
      await room.prisma.printJobHistory.findFirst({ where: { jobId: id, note: 'Needed elsewhere' } }),
    ).toMatchObject({ deviceId: device.id });
  });

  it('refuses an action that the state does not allow, and writes nothing', async () => {
    const { id } = await room.job();

    expect(await room.http.post(`/print-jobs/jobs/${id}/complete`)).toMatchObject({
      status: 409,
      body: { detail: 'Cannot complete a job that is QUEUED; it has to be PRINTING.' },
    });
    expect(await room.http.post(`/print-jobs/jobs/${id}/fail`, {})).toMatchObject({ status: 400 });
    expect(await history(id)).toEqual([]);
  });

  it('lets one of several callers at the same moment win', async () => {
    const { id } = await room.job();

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => room.http.post(`/print-jobs/jobs/${id}/cancel`)),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect(await history(id)).toEqual([['QUEUED', 'CANCELLED', null]]);
  });

  it('is assigned only to a device that is ready, free and able', async () => {
    const [free, paused] = [await room.device(), await room.device({ status: 'PAUSED' })];
    const petg = await room.job({ material: 'petg' });
    const [one, two] = [await room.job(), await room.job()];
    const assign = (id: string, deviceId: string) =>
      room.http.post(`/print-jobs/jobs/${id}/assign`, { deviceId });

    expect(await assign(petg.id, free.id)).toMatchObject({
      status: 409,
      body: { detail: `${free.name} cannot do it: no petg.` },
    });
    expect(await assign(one.id, paused.id)).toMatchObject({ status: 409 });
    expect(await assign(one.id, free.id)).toMatchObject({ status: 200 });
    expect(await assign(two.id, free.id)).toMatchObject({
      status: 409,
      body: { detail: `${free.name} is busy with the job ${one.id}.` },
    });
    expect(await assign(two.id, one.id)).toMatchObject({ status: 404 });
  });

  it('can be changed while it is queued', async () => {
    const { id } = await room.job();

    expect(await room.http.patch(`/print-jobs/jobs/${id}`, { priority: 90 })).toMatchObject({
      status: 200,
      body: { priority: 90, copies: 1 },
    });
    await room.act(id, 'cancel');
    expect(await room.http.patch(`/print-jobs/jobs/${id}`, { priority: 10 })).toMatchObject({ status: 409 });
  });

  it('is found by state, user and device', async () => {
    const user = await room.prisma.printUser.create({ data: { email: 'find@lab.example', name: 'Find' } });
    const device = await room.device();
    const [queued, assigned] = [await room.job({ userId: user.id }), await room.job({ userId: user.id })];
    await room.act(assigned.id, 'assign', { deviceId: device.id });
    const ids = async (query: string) =>
      Jobs.parse((await room.http.get(`/print-jobs/jobs?userId=${user.id}&${query}`)).body).items.map(
        ({ id }) => id,
      );

    expect(await ids('sort=createdAt')).toEqual([queued.id, assigned.id]);
    expect(await ids('state=QUEUED')).toEqual([queued.id]);
    expect(await ids(`deviceId=${device.id}`)).toEqual([assigned.id]);
  });
});
