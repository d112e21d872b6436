import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pageOf } from '@/platform';
import { DeviceView } from '../devices/device-view.ts';
import { openPrintRoom, type PrintRoom } from './print-room.ts';

const Devices = pageOf(DeviceView);

describe('print-jobs devices', () => {
  let room: PrintRoom;
  beforeAll(async () => {
    room = await openPrintRoom();
  });
  afterAll(() => room.close());

  it('registers a device with capabilities; it starts OFFLINE', async () => {
    const { status, headers, body } = await room.http.post('/print-jobs/devices', {
      name: 'Form 4',
      kind: 'RESIN',
      materials: [' Tough-2000 '],
      widthMm: 200,
    });
    const device = DeviceView.parse(body);

    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/print-jobs/devices/${device.id}`);
    expect(device).toMatchObject({
      status: 'OFFLINE',
      materials: ['tough-2000'],
      color: false,
      depthMm: null,
    });
    expect(await room.http.post('/print-jobs/devices', { name: 'Form 4', kind: 'FDM' })).toMatchObject({
      status: 409,
    });
  });

  it('takes status reports', async () => {
    const { id, statusAt } = await room.device({ status: 'OFFLINE' });
    const report = (body: object) => room.http.put(`/print-jobs/devices/${id}/status`, body);

    const error = DeviceView.parse((await report({ status: 'ERROR', message: 'Nozzle clogged' })).body);
    expect(error).toMatchObject({ status: 'ERROR', statusMessage: 'Nozzle clogged' });
    expect(Date.parse(error.statusAt)).toBeGreaterThanOrEqual(statusAt.getTime());
    expect(await report({ status: 'READY' })).toMatchObject({
      status: 200,
      body: { status: 'READY', statusMessage: null },
    });
    expect(await report({ status: 'DANCING' })).toMatchObject({ status: 400 });
  });

  it.each(['ERROR', 'OFFLINE'] as const)('ends the job of a device that reports %s', async (status) => {
    const [printing, assigned] = [await room.device(), await room.device()];
    const { id: started } = await room.job();
    const { id: waiting } = await room.job({ queuedAt: new Date('2026-01-01T00:00:00Z') });
    await room.act(started, 'assign', { deviceId: printing.id });
    await room.act(started, 'start');
    await room.act(waiting, 'assign', { deviceId: assigned.id });
    const report = { status, message: 'Nozzle clogged' };

    for (const { id } of [printing, assigned]) {
      const reports = Array.from({ length: 5 }, () =>
        room.http.put(`/print-jobs/devices/${id}/status`, report),
      );
      expect((await Promise.all(reports)).map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
    }
    const reason = `The device reported ${status}: Nozzle clogged`;
    expect(await room.http.get(`/print-jobs/jobs/${started}`)).toMatchObject({
      body: { state: 'FAILED', failureReason: reason, finishedAt: expect.any(String), deviceId: printing.id },
    });
    expect(await room.http.get(`/print-jobs/jobs/${waiting}`)).toMatchObject({
      body: { state: 'QUEUED', deviceId: null, assignedAt: null, queuedAt: '2026-01-01T00:00:00.000Z' },
    });
    expect(await room.http.get(`/print-jobs/jobs/${started}/history`)).toMatchObject({
      body: { items: [{}, {}, { fromState: 'PRINTING', toState: 'FAILED', note: reason }] },
    });
    expect(await room.act(started, 'retry')).toMatchObject({ state: 'QUEUED' });
    await room.act(waiting, 'cancel');
    await room.act(started, 'cancel');
  });

  it('leaves the job of a device that pauses alone', async () => {
    const { id: deviceId } = await room.device();
    const { id } = await room.job();
    await room.act(id, 'assign', { deviceId });
    await room.act(id, 'start');
    await room.http.put(`/print-jobs/devices/${deviceId}/status`, { status: 'PAUSED' });

    expect(await room.act(id, 'complete')).toMatchObject({ state: 'DONE' });
  });

  it('never leaves a job with a device that broke down while the job was moved', async () => {
    for (let round = 0; round < 10; round++) {
      const { id: deviceId } = await room.device();
      const { id } = await room.job();
      const move = async () => {
        await room.http.post(`/print-jobs/jobs/${id}/assign`, { deviceId });
        await room.http.post(`/print-jobs/jobs/${id}/start`);
      };
      await Promise.all([
        move(),
        room.http.put(`/print-jobs/devices/${deviceId}/status`, { status: 'ERROR' }),
      ]);

      const { state } = await room.prisma.printJob.findUniqueOrThrow({ where: { id } });
      expect(['QUEUED', 'FAILED']).toContain(state);
    }
  });

  it('finds devices by kind, status and material', async () => {
    await room.device({ name: 'find laser', kind: 'LASER', materials: ['acrylic', 'leather'] });
    await room.device({ name: 'find paper', kind: 'PAPER', materials: [], status: 'PAUSED' });
    const names = async (query: string) =>
      Devices.parse((await room.http.get(`/print-jobs/devices?sort=name&${query}`)).body).items.map(
        ({ name }) => name,
      );

    expect(await names('material=Leather')).toEqual(['find laser']);
    expect(await names('kind=PAPER&status=PAUSED')).toEqual(['find paper']);
    expect(await names('kind=PAPER&status=READY')).toEqual([]);
  });

  it('changes capabilities, never the kind', async () => {
    const { id } = await room.device();

    expect(await room.http.patch(`/print-jobs/devices/${id}`, { materials: ['abs'] })).toMatchObject({
      status: 200,
      body: { materials: ['abs'], kind: 'FDM' },
    });
    expect(await room.http.patch(`/print-jobs/devices/${id}`, { kind: 'LASER' })).toMatchObject({
      status: 400,
    });
  });

  it('deletes a device that never got a job', async () => {
    const unused = await room.device();
    const used = await room.device();
    await room.act((await room.job()).id, 'assign', { deviceId: used.id });

    expect(await room.http.delete(`/print-jobs/devices/${unused.id}`)).toMatchObject({ status: 204 });
    expect(await room.http.delete(`/print-jobs/devices/${used.id}`)).toMatchObject({ status: 409 });
  });
});
