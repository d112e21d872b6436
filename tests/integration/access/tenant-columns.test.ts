import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ComponentClients } from '../../../src/database/access/component-clients.ts';
import { ConnectionPool } from '../../../src/database/connection-pool.ts';
import { readDatabaseOptions } from '../../../src/database/database-options.ts';
import { RootClient, withTenant } from '../../../src/database/index.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/database/test-utils/index.ts';
import { speakSchemaOf } from '../../support/client-of-schema.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { tessera } from '../../support/tessera.ts';
import { kinds, modelsOf, tablesOf } from './tenants/column-kinds.ts';

type Row = Record<string, unknown>;
type Args = Record<string, unknown>;
interface Model {
  findMany: (args?: Args) => Promise<Row[]>;
  findUnique: (args: Args) => Promise<Row | null>;
  count: (args?: Args) => Promise<number>;
  groupBy: (args: Args) => Promise<Row[]>;
  create: (args: Args) => Promise<Row>;
  createMany: (args: Args) => Promise<Row>;
  update: (args: Args) => Promise<Row>;
  updateMany: (args: Args) => Promise<{ count: number }>;
  upsert: (args: Args) => Promise<Row>;
  deleteMany: (args?: Args) => Promise<{ count: number }>;
}
const isModel = (value: unknown): value is Model =>
  typeof value === 'object' && value !== null && 'findMany' in value;

describe('tenants whose column is', () => {
  const role = `app_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  let project: TempProject;
  let database: TestDatabase;
  let owner: Client;
  let pool: ConnectionPool;
  let root: RootClient;
  let restore = (): void => undefined;
  let client: object;
  let sent = 0;

  beforeAll(async () => {
    const all = Object.entries(kinds);
    project = createTempProject({
      'src/components/shop/prisma/schema.prisma': all.map(([name, kind]) => modelsOf(name, kind)).join('\n'),
      'prisma/migrations/1_shop/migration.sql': all.map(([name, kind]) => tablesOf(name, kind)).join(''),
    });
    expect(await tessera(project.dir, ['compose'])).toMatchObject({ exitCode: 0 });
    const env = { TEST_DATABASE_URL: process.env['TESSERA_TEST_SERVER_URL'] };
    for (const command of ['record', 'tenants']) {
      expect(await tessera(project.dir, ['migrate', command], env)).toMatchObject({
        exitCode: 0,
        stderr: '',
      });
    }
    database = await createTestDatabase();
    owner = new Client(database.url);
    await owner.connect();
    for (const [file, text] of Object.entries(project.tree('prisma/migrations'))) {
      if (!file.endsWith('/migration.sql')) continue;
      for (const statement of text.split(/;\s*$/m)) await owner.query(statement);
    }
    await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD '${password}';
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`);
    restore = speakSchemaOf(project.read('src/generated/prisma/internal/class.ts'));
    const url = Object.assign(new URL(database.url), { username: role, password }).href;
    const options = readDatabaseOptions({ DATABASE_URL: url, DATABASE_POOL_MAX: '2' });
    pool = new ConnectionPool(options);
    pool.on('acquire', () => (sent += 1));
    root = new RootClient(options, pool);
    const names = Object.keys(kinds).flatMap((name) => [`${name}Thing`, `${name}Part`]);
    const tenants = names.map((name) => [name, name.endsWith('Part') ? 'owner' : 'tenantId']);
    const access = {
      ...{ views: [], reads: [], writes: [], links: [], system: [], raw: true },
      tenants: Object.fromEntries(tenants) as Record<string, string>,
    };
    const shop = { name: 'shop', version: '1.0.0', path: 'src/components/shop', models: names, access };
    client = new ComponentClients(root, [shop]).of('shop');
  }, 60_000);
  afterAll(async () => {
    restore();
    await root.$disconnect();
    await pool.end();
    await owner.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    await owner.end();
    await database.drop();
    project.dispose();
  });

  const model = (name: string): Model => {
    const found: unknown = Reflect.get(client, name.charAt(0).toLowerCase() + name.slice(1));
    if (!isModel(found)) throw new TypeError(`There is no model ${name}`);
    return found;
  };

  describe.each(Object.entries(kinds))('%s', (name, { tenants, values, misfits }) => {
    const [mine, theirs] = tenants;
    const [own, foreign] = values;
    const as = <R>(tenant: string, work: () => Promise<R>): Promise<R> =>
      withTenant(tenant, async () => await work());
    const things = () => model(`${name}Thing`);
    const parts = () => model(`${name}Part`);
    /** Everything of the other tenant, as the owner of the tables sees it. */
    const untouched = async (): Promise<unknown> => {
      const rows = await owner.query(
        `SELECT (SELECT json_agg(t ORDER BY id) FROM "${name.toLowerCase()}_things" t WHERE "tenant_no"::text = $1) AS things,
                (SELECT json_agg(p ORDER BY no) FROM "${name}Part" p WHERE owner::text = $1) AS parts`,
        [theirs],
      );
      return rows.rows[0];
    };

    it('get it in new rows, nested ones, and those of upsert included', async () => {
      for (const [at, tenant] of tenants.entries()) {
        await as(tenant, async () => {
          const id = at * 10;
          await things().create({ data: { id: id + 1, name: 'first', parts: { create: { no: 1 } } } });
          await things().createMany({ data: [{ id: id + 2, name: 'second' }] });
          await parts().createMany({ data: [{ no: 2, thingId: id + 2 }] });
          await things().update({
            where: { id: id + 1 },
            data: { parts: { create: [{ no: 3 }], createMany: { data: [{ no: 4 }] } } },
          });
          await parts().upsert({
            where: { key: { owner: values[at], no: 5 } },
            create: { no: 5 },
            update: { note: 'no' },
          });
        });
      }
      const found = await owner.query(
        `SELECT owner::text AS owner, count(*)::int AS parts FROM "${name}Part" GROUP BY 1 ORDER BY count(*), 1`,
      );
      expect(found.rows).toEqual(expect.arrayContaining(tenants.map((owner) => ({ owner, parts: 5 }))));
    });

    it('read their own rows only, by filters, keys of several columns and relations', async () => {
      const asked = await as(mine, async () => ({
        things: await things().findMany({ select: { tenantId: true }, distinct: ['tenantId'] }),
        parts: await parts().groupBy({ by: ['owner'], _count: true }),
        own: await parts().findUnique({ where: { key: { owner: own, no: 1 } }, select: { no: true } }),
        foreign: await parts().findUnique({ where: { key: { owner: foreign, no: 1 } } }),
        foreignThing: await things().findUnique({ where: { id: 11 } }),
        named: await things().findUnique({ where: { tenantId_name: { tenantId: foreign, name: 'first' } } }),
        lists: await things().findMany({
          where: { OR: [{ tenantId: foreign }, { parts: { some: { no: 3 } } }] },
          select: { id: true, parts: { select: { owner: true }, distinct: ['owner'] } },
        }),
        count: await parts().count({ where: { thing: { name: 'first' } } }),
      }));
      expect(asked).toEqual({
        things: [{ tenantId: own }],
        parts: [{ owner: own, _count: 5 }],
        own: { no: 1 },
        foreign: null,
        foreignThing: null,
        named: null,
        lists: [{ id: 1, parts: [{ owner: own }] }],
        count: 3,
      });
    });

    it('leave rows of others as they are', async () => {
      const before = await untouched();
      const attacks: (() => Promise<unknown>)[] = [
        () => parts().update({ where: { key: { owner: foreign, no: 1 } }, data: { note: 'mine' } }),
        () => parts().updateMany({ where: { owner: foreign }, data: { note: 'mine' } }),
        () => parts().deleteMany({ where: { owner: foreign } }),
        () => things().update({ where: { id: 11 }, data: { name: 'mine' } }),
        () => things().create({ data: { id: 99, name: 'planted', tenantId: foreign } }),
        () => parts().create({ data: { no: 9, owner: foreign } }),
        () => parts().updateMany({ where: { no: 5 }, data: { owner: foreign } }),
        () => parts().updateMany({ where: { no: 5 }, data: { thingId: 11 } }),
        () =>
          parts().update({ where: { key: { owner: own, no: 5 } }, data: { thing: { connect: { id: 11 } } } }),
        () =>
          things().update({
            where: { id: 1 },
            data: { parts: { connect: { key: { owner: foreign, no: 1 } } } },
          }),
        () => things().update({ where: { id: 1 }, data: { parts: { deleteMany: { owner: foreign } } } }),
      ];
      for (const attack of attacks) await as(mine, attack).catch((error: unknown) => error);
      expect(await untouched()).toEqual(before);
      const planted = await owner.query(
        `SELECT no FROM "${name}Part" WHERE "thingId" = 11 AND owner::text = $1`,
        [mine],
      );
      expect(planted.rows).toEqual([]);
      for (const data of [
        { no: 9, owner: foreign },
        { no: 9, owner: String(foreign) },
      ]) {
        await expect(as(mine, () => parts().create({ data }))).rejects.toThrow('ACCESS.FOREIGN_TENANT');
      }
      // It may be said, and says nothing new.
      await as(mine, () => parts().updateMany({ where: { owner: own }, data: { owner: own } }));
    });

    it.each(misfits)('refuse %p, which fits no such column, before anything is sent', async (tenant) => {
      const before = sent;
      const asked: (() => Promise<unknown>)[] = [
        () => things().findMany(),
        () => parts().count({ where: { thing: { name: 'first' } } }),
        () => things().create({ data: { id: 77 } }),
        () => parts().updateMany({ data: { note: 'x' } }),
      ];
      for (const ask of asked) await expect(as(tenant, ask)).rejects.toThrow('ACCESS.INVALID_TENANT');
      expect(sent).toBe(before);
    });
  });
});
