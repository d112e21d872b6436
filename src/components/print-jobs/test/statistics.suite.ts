import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seed } from '../prisma/seed.ts';
import { StatisticsView } from '../statistics/statistics-view.ts';
import { openPrintRoom, type PrintRoom } from './print-room.ts';

describe('print-jobs statistics and seed', () => {
  let room: PrintRoom;
  beforeAll(async () => {
    room = await openPrintRoom();
    await room.prisma.printFile.deleteMany();
    await room.prisma.printUser.deleteMany();
  });
  afterAll(() => room.close());

  const statistics = async (query = '') =>
    StatisticsView.parse((await room.http.get(`/print-jobs/statistics?${query}`)).body);

  it('has no averages while nothing was printed', async () => {
    expect(await statistics()).toMatchObject({
      total: 0,
      averageWaitSeconds: null,
      averagePrintSeconds: null,
    });
  });

  it('seeds the same data however often it runs', async () => {
    const read = () =>
      room.prisma.printJob.findMany({
        orderBy: { id: 'asc' },
        omit: { updatedAt: true },
        include: {
          history: { orderBy: { createdAt: 'asc' }, omit: { id: true } },
          user: { omit: { updatedAt: true, createdAt: true } },
        },
      });
    await seed(room.prisma);
    const first = await read();
    await seed(room.prisma);

    expect(await read()).toEqual(first);
    expect(first[0]?.history.map(({ toState }) => toState)).toEqual([
      'QUEUED',
      'ASSIGNED',
      'PRINTING',
      'DONE',
    ]);
  });

  it('counts by state and device, and averages waiting and printing', async () => {
    await seed(room.prisma);

    const { devices, ...figures } = await statistics();

    expect(figures).toEqual({
      total: 6,
      byState: { QUEUED: 2, ASSIGNED: 0, PRINTING: 1, DONE: 1, FAILED: 1, CANCELLED: 1 },
      // Waited 12, 5 and 2 minutes.
      averageWaitSeconds: (19 / 3) * 60,
      // 08:14 to 10:41.
      averagePrintSeconds: 147 * 60,
    });
    expect(devices).toMatchObject([
      { name: 'Epilog Fusion', done: 0, failed: 0, active: 0 },
      { name: 'Office colour', done: 0, failed: 0, active: 1 },
      { name: 'Prusa MK4 (left)', done: 1, failed: 1, active: 0 },
    ]);
  });

  it('looks at a span of time', async () => {
    await seed(room.prisma);

    const span = await statistics('from=2026-11-16T10:00:00Z&to=2026-11-16T11:00:00Z');

    expect(span).toMatchObject({ total: 1, byState: { FAILED: 1, DONE: 0 } });
    expect(span.devices).toHaveLength(3);
    expect(await room.http.get('/print-jobs/statistics?from=today')).toMatchObject({ status: 400 });
  });
});
