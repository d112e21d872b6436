import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Prisma } from '@/generated/prisma/client.ts';
import { pageOf } from '@/platform';
import { misfits } from '../devices/misfits.ts';
import { JobView } from '../jobs/job-view.ts';
import { openPrintRoom, type PrintRoom } from './print-room.ts';

const Jobs = pageOf(JobView);

describe('the queue of print-jobs', () => {
  let room: PrintRoom;
  beforeAll(async () => {
    room = await openPrintRoom();
  });
  afterAll(() => room.close());

  const clear = () => room.prisma.printJob.deleteMany();
  const queue = async (query = '') =>
    Jobs.parse((await room.http.get(`/print-jobs/queue?limit=100&${query}`)).body).items.map(({ id }) => id);
  const claim = (deviceId: string) => room.http.post(`/print-jobs/devices/${deviceId}/claim`);

  it('is ordered by priority, then age', async () => {
    await clear();
    const age = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
    const young = await room.job({ queuedAt: age(2) });
    const old = await room.job({ queuedAt: age(1) });
    const urgent = await room.job({ priority: 90, queuedAt: age(3) });
    await room.job({ priority: 100, state: 'DONE' });

    expect(await queue()).toEqual([urgent.id, old.id, young.id]);
    const device = await room.device();
    for (const expected of [urgent, old, young]) {
      expect(await claim(device.id)).toMatchObject({
        status: 200,
        body: { id: expected.id, state: 'ASSIGNED', deviceId: device.id },
      });
      await room.act(expected.id, 'cancel');
    }
    expect(await claim(device.id)).toMatchObject({ status: 204, body: undefined });
  });

  it('gives parallel claims different jobs, each once', async () => {
    await clear();
    const [devices, jobs] = [[], []] as [string[], string[]];
    for (let n = 0; n < 8; n++) devices.push((await room.device()).id);
    for (let n = 0; n < 6; n++) jobs.push((await room.job({ priority: n })).id);

    const answers = await Promise.all(devices.map(claim));

    const claimed = answers.filter(({ status }) => status === 200).map(({ body }) => JobView.parse(body));
    expect(claimed.map(({ id }) => id).sort()).toEqual([...jobs].sort());
    expect(new Set(claimed.map(({ deviceId }) => deviceId)).size).toBe(6);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(2);
    const rows = await room.prisma.printJobHistory.groupBy({
      by: ['jobId'],
      where: { jobId: { in: jobs }, toState: 'ASSIGNED' },
      _count: { _all: true },
    });
    expect(rows.map(({ _count }) => _count._all)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('gives a device that claims in parallel one job', async () => {
    await clear();
    const { id } = await room.device();
    for (let n = 0; n < 4; n++) await room.job();

    const answers = await Promise.all([claim(id), claim(id), claim(id), claim(id)]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await room.prisma.printJob.count({ where: { deviceId: id } })).toBe(1);
  });

  it('refuses claims of unknown, busy and unready devices', async () => {
    const paused = await room.device({ status: 'PAUSED' });

    expect(await claim(paused.id)).toMatchObject({
      status: 409,
      body: { detail: `${paused.name} is PAUSED.` },
    });
    expect(await claim('6f1c2f38-5a1b-4a63-9d3c-0a4b8b1f0e11')).toMatchObject({ status: 404 });
  });

  it('agrees with misfits about what a device can do, in the list and in the claim', async () => {
    await clear();
    const base = { material: null, kind: 'PAPER', paperSize: 'A4' } as const;
    const demands: Partial<Prisma.PrintJobUncheckedCreateInput>[] = [
      base,
      { ...base, color: true },
      { ...base, duplex: true },
      { ...base, paperSize: 'A3', color: true, duplex: true },
      {},
      { material: 'petg' },
      { widthMm: 100 },
      { widthMm: 101 },
      { depthMm: 50, heightMm: 50 },
      { kind: 'RESIN' },
    ];
    const jobs = [];
    for (const demand of demands) jobs.push(await room.job(demand));
    const devices = [
      await room.device({ kind: 'PAPER', materials: [], paperSizes: ['A4'] }),
      await room.device({
        kind: 'PAPER',
        materials: [],
        paperSizes: ['A3', 'A4'],
        color: true,
        duplex: true,
      }),
      await room.device(),
      await room.device({ materials: ['petg', 'pla'], widthMm: 100, depthMm: 49 }),
      await room.device({ materials: [] }),
    ];

    for (const device of devices) {
      const fitting = jobs.filter((job) => misfits(device, job).length === 0).map(({ id }) => id);
      expect((await queue(`deviceId=${device.id}`)).sort()).toEqual([...fitting].sort());
      for (const job of jobs) {
        // The claim has no choice but this job.
        await room.prisma.printJob.updateMany({ where: { id: { not: job.id } }, data: { state: 'DONE' } });
        expect((await claim(device.id)).status).toBe(fitting.includes(job.id) ? 200 : 204);
        await room.prisma.printJob.updateMany({ data: { state: 'QUEUED', deviceId: null } });
      }
    }
  });
});
