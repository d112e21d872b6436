import { describe, expect, it } from '@jest/globals';
import { ComponentClients } from '../../../../src/database/access/component-clients.ts';
import { ConnectionPool } from '../../../../src/database/connection-pool.ts';
import { readDatabaseOptions } from '../../../../src/database/database-options.ts';
import { PoolTimeoutError, type PrismaService, RootClient } from '../../../../src/database/index.ts';
import { tenantComponents } from '../../../support/tenant-database.ts';
import { acme, globex, type TenantRooms } from './tenant-rooms.ts';

const isClient = (client: object): client is PrismaService => 'tenantWorkspace' in client;

/** What goes wrong around a query must not give one tenant the rows, or the connection, of another. */
export function testDisturbed(rooms: TenantRooms): void {
  describe('when it is disturbed', () => {
    const whose = async (client: PrismaService = rooms.prisma) =>
      (await client.tenantWorkspace.findMany({ select: { tenantId: true } })).map(({ tenantId }) => tenantId);
    const clientOf = (root: RootClient): PrismaService => {
      const client = new ComponentClients(root, tenantComponents).of('rooms');
      if (!isClient(client)) throw new TypeError('The client lacks its models');
      return client;
    };

    it('by an exhausted pool, fails or waits, and has its own rows afterwards', async () => {
      const one = { DATABASE_URL: rooms.url, DATABASE_POOL_MAX: '1', DATABASE_POOL_TIMEOUT: '0.2' };
      const options = readDatabaseOptions(one);
      const pool = new ConnectionPool(options);
      const root = new RootClient(options, pool);
      const client = clientOf(root);
      try {
        let release = (): void => undefined;
        const released = new Promise<void>((resolve) => (release = resolve));
        let begun = (): void => undefined;
        const hasBegun = new Promise<void>((resolve) => (begun = resolve));
        const holding = acme(() =>
          client.$transaction(async (tx) => {
            const before = await whose(tx);
            begun();
            await released;
            return [...before, ...(await whose(tx))];
          }),
        );
        await hasBegun;
        const starved = await Promise.allSettled(
          Array.from({ length: 5 }, () => globex(() => whose(client))),
        );
        expect(starved.map((one): unknown => (one.status === 'rejected' ? one.reason : one.value))).toEqual(
          Array.from({ length: 5 }, () => expect.any(PoolTimeoutError)),
        );
        const waiting = [globex(() => whose(client)), acme(() => whose(client))];
        release();
        expect(await holding).toEqual(['acme', 'acme', 'acme', 'acme']);
        expect(await Promise.all(waiting)).toEqual([
          ['globex', 'globex'],
          ['acme', 'acme'],
        ]);
      } finally {
        await root.$disconnect();
        await pool.end();
      }
    });

    it('by a connection that is ended in the middle of a transaction, has saved nothing of it', async () => {
      const before = await rooms.untouched();
      const cut = globex(() =>
        rooms.prisma.$transaction(async (tx) => {
          await tx.tenantWorkspace.updateMany({ data: { name: 'half' } });
          const [{ pid } = { pid: 0 }] = await tx.$queryRaw<
            { pid: number }[]
          >`SELECT pg_backend_pid() AS pid`;
          await rooms.owner.query('SELECT pg_terminate_backend($1)', [pid]);
          await tx.tenantWorkspace.updateMany({ data: { name: 'whole' } });
        }),
      );
      await expect(cut).rejects.toThrow();
      expect(await rooms.untouched()).toEqual(before);
      const answers = Array.from({ length: 12 }, (_, turn) => (turn % 2 === 0 ? acme(whose) : globex(whose)));
      const found = await Promise.all(answers);
      expect(found.map((list) => [...new Set(list)])).toEqual(
        found.map((_, turn) => [turn % 2 === 0 ? 'acme' : 'globex']),
      );
    });

    it('by a hot swap between two requests, asks each for its own on the connections that are kept', async () => {
      const old = rooms.prisma;
      const late = acme(() => Promise.resolve({ promise: old.tenantWorkspace.findMany() }));
      const next = clientOf(rooms.root);
      const mixed = await Promise.all([
        acme(() => whose(old)),
        globex(() => whose(next)),
        acme(() => old.$transaction(async (tx) => [...(await whose(tx)), ...(await whose(next))])),
        globex(() => next.$transaction(async (tx) => [...(await whose(tx)), ...(await whose(old))])),
      ]);
      expect(mixed.map((list) => [...new Set(list)])).toEqual([['acme'], ['globex'], ['acme'], ['globex']]);
      const { promise } = await late;
      expect((await globex(() => promise)).map(({ tenantId }) => tenantId)).toEqual(['acme', 'acme']);
    });
  });
}
