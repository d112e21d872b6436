import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ComponentClients, type PrismaService } from '@/database';
import { type PrintJob } from '@/generated/prisma/client.ts';
import { runAs } from '@/platform';
import { openPrintRoom, type PrintRoom } from './print-room.ts';

const Items = z.object({
  items: z.array(z.looseObject({ id: z.string() })),
  nextCursor: z.string().nullish(),
});
const isClient = (client: object): client is PrismaService => 'printJob' in client;

/** Noor and Ada share a print room, and may only reach their own jobs. */
describe('print-jobs: own jobs', () => {
  let room: PrintRoom;
  let ada: { id: string };
  let noors: PrintJob[];
  let adas: PrintJob[];
  const permissions = ['print-jobs:jobs.read', 'print-jobs:jobs.write', 'print-jobs:statistics.read'];
  beforeAll(async () => {
    room = await openPrintRoom();
    const body = { id: '0190d0a0-0000-7000-8000-00000000ada0', email: 'ada@lab.example', name: 'Ada' };
    ada = z.object({ id: z.string() }).parse((await room.http.post('/print-jobs/users', body)).body);
    expect(ada.id).toBe(body.id);
    const device = await room.device();
    noors = [await room.job({ priority: 10 }), await room.job({ priority: 90, deviceId: device.id })];
    adas = [
      await room.job({ userId: ada.id, priority: 50 }),
      await room.job({ userId: ada.id, priority: 70 }),
    ];
  });
  afterAll(() => room.close());

  const noor = () => room.as({ kind: 'user', id: room.user.id, permissions });
  const ids = async (path: string, client = noor()) =>
    Items.parse((await client.get(`/print-jobs${path}`)).body).items.map(({ id }) => id);
  const own = () => noors.map(({ id }) => id);
  const untouched = () =>
    room.prisma.printJob.findMany({ where: { userId: ada.id }, orderBy: { id: 'asc' } });

  it('are what lists show, however they are filtered, sorted and paged', async () => {
    expect((await ids('/jobs')).sort()).toEqual(own().sort());
    expect(await ids('/queue')).toEqual([noors[1]?.id, noors[0]?.id]);
    expect(await ids(`/jobs?userId=${ada.id}`)).toEqual([]);
    expect((await ids(`/jobs?fileId=${room.file.id}`)).sort()).toEqual(own().sort());
    expect(await ids('/jobs?sort=priority')).toEqual([noors[0]?.id, noors[1]?.id]);
    // A place among the jobs of others would tell their priority.
    const atAdas = Items.parse((await room.http.get('/print-jobs/jobs?sort=priority&limit=2')).body);
    expect(atAdas.items.at(-1)?.id).toBe(adas[0]?.id);
    expect(await ids(`/jobs?sort=priority&cursor=${atAdas.nextCursor ?? ''}`)).toEqual([]);
    const first = Items.parse((await noor().get('/print-jobs/jobs?limit=1')).body);
    expect(await ids(`/jobs?limit=1&cursor=${first.nextCursor ?? ''}`)).toHaveLength(1);
    expect(await ids('/jobs', room.http)).toHaveLength(4);
  });

  it('are all there is: those of others are not found, and stay as they are', async () => {
    const before = await untouched();
    const [foreign] = adas;
    const path = `/print-jobs/jobs/${foreign?.id ?? ''}`;
    const unknown = '/print-jobs/jobs/0190d0a0-0000-7000-8000-000000000000';
    const withoutNames = ({ status, body }: { status: number; body: unknown }) => ({
      status,
      body: { ...Object(body), instance: '', requestId: '' } as unknown,
    });
    for (const at of ['', '/history']) {
      const [theirs, none] = [await noor().get(path + at), await noor().get(unknown + at)];
      expect(theirs.status).toBe(404);
      expect(withoutNames(theirs)).toEqual(withoutNames(none));
    }
    expect(await noor().request('PATCH', path, { priority: 1 })).toMatchObject({ status: 404 });
    const operator = room.as({
      kind: 'user',
      id: room.user.id,
      permissions: [...permissions, 'print-jobs:jobs.operate'],
    });
    for (const action of ['start', 'complete', 'cancel', 'release', 'retry']) {
      expect(await operator.post(`${path}/${action}`)).toMatchObject({ status: 404 });
    }
    const job = { userId: ada.id, fileId: room.file.id, kind: 'FDM', material: 'pla' };
    expect(await noor().post('/print-jobs/jobs', job)).toMatchObject({ status: 403 });
    expect(await untouched()).toEqual(before);
    const mine = await noor().post('/print-jobs/jobs', { ...job, userId: room.user.id });
    expect(mine).toMatchObject({ status: 201 });
    const id = z.object({ id: z.string() }).parse(mine.body).id;
    expect(await noor().request('PATCH', `/print-jobs/jobs/${id}`, { priority: 3 })).toMatchObject({
      status: 200,
      body: { priority: 3 },
    });
    await room.prisma.printJob.delete({ where: { id } });
  });

  it('are not what is needed for the room as a whole', async () => {
    const [device] = await room.prisma.printDevice.findMany({ take: 1 });
    const all = [
      'print-jobs:jobs.claim',
      'print-jobs:jobs.operate',
      'print-jobs:devices.write',
      ...permissions,
    ];
    const client = room.as({ kind: 'user', id: room.user.id, permissions: all });
    expect(await client.get('/print-jobs/statistics')).toMatchObject({ status: 403 });
    expect(await client.post(`/print-jobs/devices/${device?.id ?? ''}/claim`)).toMatchObject({ status: 403 });
    const status = await client.request('PUT', `/print-jobs/devices/${device?.id ?? ''}/status`, {
      status: 'OFFLINE',
    });
    expect(status).toMatchObject({ status: 403 });
  });

  it('are of people: a key with the same id, and an id that is no user of the room, have none', async () => {
    for (const who of [{ kind: 'key', id: room.user.id } as const, { kind: 'user', id: 'alice' } as const]) {
      expect(await ids('/jobs', room.as({ ...who, permissions }))).toEqual([]);
    }
  });

  it('hold below the controllers: in counts, aggregates, groups, relation filters and nested writes', async () => {
    const client = room.app.get(ComponentClients).of('PrintJobsModule');
    if (!isClient(client)) throw new TypeError('The client lacks its models');
    const asNoor = <R>(work: () => PromiseLike<R>): Promise<R> =>
      runAs({ kind: 'user', id: room.user.id, permissions }, async () => await work());
    expect(await asNoor(() => client.printJob.count())).toBe(2);
    expect(await asNoor(() => client.printJob.aggregate({ _max: { priority: true }, _count: true }))).toEqual(
      {
        _max: { priority: 90 },
        _count: 2,
      },
    );
    const groups = await asNoor(() => client.printJob.groupBy({ by: ['userId'], _count: true }));
    expect(groups).toEqual([{ userId: room.user.id, _count: 2 }]);
    const whose = (priority: number) =>
      asNoor(() => client.printUser.count({ where: { jobs: { some: { priority } } } }));
    expect([await whose(90), await whose(50), await whose(70)]).toEqual([1, 0, 0]);
    const counted = await asNoor(() =>
      client.printUser.findMany({
        where: { id: ada.id },
        select: { jobs: true, _count: { select: { jobs: true } } },
      }),
    );
    expect(counted).toEqual([{ jobs: [], _count: { jobs: 0 } }]);
    const refused: (() => PromiseLike<unknown>)[] = [
      () => client.printUser.findMany({ orderBy: { jobs: { _count: 'desc' } } }),
      () => client.printUser.count({ where: { jobs: { every: { priority: 50 } } } }),
      () => client.printUser.findMany({ include: { _count: true } }),
      () => client.printJobHistory.findMany({ include: { job: true } }),
      () => client.$queryRaw`SELECT * FROM print_jobs`,
      () => client.printUser.update({ where: { id: ada.id }, data: { jobs: { deleteMany: {} } } }),
      () =>
        client.printFile.update({
          where: { id: room.file.id },
          data: { jobs: { updateMany: { where: {}, data: { priority: 0 } } } },
        }),
    ];
    const before = await untouched();
    for (const ask of refused) await expect(asNoor(ask)).rejects.toThrow('ACCESS.UNLIMITED_QUERY');
    const attempts = [
      () => client.printJob.updateMany({ data: { priority: 0 } }),
      () => client.printJob.deleteMany({ where: { userId: ada.id } }),
    ];
    for (const ask of attempts) await asNoor(ask);
    expect(await untouched()).toEqual(before);
  });
});
