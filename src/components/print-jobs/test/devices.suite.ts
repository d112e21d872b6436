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
