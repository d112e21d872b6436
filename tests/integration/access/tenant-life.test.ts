import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { components } from '@/generated/components.ts';
import { HttpClient } from '../../../src/platform/test-utils/index.ts';
import { type Principal } from '../../../src/platform/index.ts';
import { TestPrincipals } from '../../../src/platform/test-utils/test-principals.ts';
import { type Platform, startPlatform } from '../platform/start-platform.ts';
import { createTenantDatabase, type TenantDatabase } from '../../support/tenant-database.ts';

const Proof = z.object({
  models: z.array(
    z.object({ component: z.string(), model: z.string(), deleted: z.number(), left: z.number() }),
  ),
  stays: z.array(z.object({ component: z.string(), models: z.array(z.string()) })),
});

/** Every component of this project, as it is delivered: policies by migrations, a role that owns nothing. */
describe('the end of a tenant, across components', () => {
  let database: TenantDatabase;
  let platform: Platform;
  let origin: string;
  let operator: HttpClient;
  const marked = components.flatMap(({ name, access }) =>
    Object.keys(access.tenants).map((model) => [name, model]),
  );
  beforeAll(async () => {
    database = await createTenantDatabase(true);
    platform = await startPlatform(database.url, components);
    origin = await platform.app.getUrl();
    operator = as({ id: 'op' });
    for (const id of ['acme', 'globex']) {
      await operator.post('/tenancy/tenants', { id, slug: id, name: id });
      const own = as({ id: 'ada', tenantId: id });
      await own.post(`/tenancy/tenants/${id}/workspaces`, { slug: 'room', name: 'Room' });
      const events = Array.from({ length: 5 }, (_, at) => ({ type: 'Won', data: { of: id, at } }));
      await own.post('/event-store/events', { aggregateType: 'Deal', aggregateId: 'deal-1', events });
    }
  });
  afterAll(async () => {
    await platform.app.close();
    await database.drop();
  });

  const as = (principal: Partial<Principal>) =>
    new HttpClient(
      origin,
      platform.app.get(TestPrincipals).credentialsOf({ permissions: ['*'], ...principal }),
    );
  /** Every row of every table with a column for the tenant, as the owner of the database sees them. */
  const rowsOf = async (tenant: string) => {
    const { rows: tables } = await database.owner.query<{ table: string }>(
      `SELECT table_name AS table FROM information_schema.columns
         WHERE table_schema = 'public' AND column_name = 'tenantId' AND table_name <> 'tenant_erasures' ORDER BY 1`,
    );
    const counted: Record<string, number> = {};
    for (const { table } of tables) {
      const { rows } = await database.owner.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM "${table}" WHERE "tenantId" = $1`,
        [tenant],
      );
      counted[table] = rows[0]?.count ?? -1;
    }
    return counted;
  };

  it('begins with an export that has the rows of every component that marks a model', async () => {
    const { status, body } = await as({ tenantId: 'acme' }).get('/tenancy/tenants/acme/export');
    const lines = z.string().parse(body).trimEnd().split('\n');
    const [head = '', end = ''] = [lines[0], lines.at(-1)];

    expect(status).toBe(200);
    expect(marked.every(([, model = '']) => head.includes(`"model":"${model}"`))).toBe(true);
    expect(JSON.parse(end)).toMatchObject({
      kind: 'end',
      rows: { Tenant: 1, TenantWorkspace: 1, TenantWorkspaceMember: 1, StoredEvent: 5 },
    });
    expect(body).not.toContain('globex');
  });

  it('leaves no row of it in any table, and all of the other tenant', async () => {
    const before = await rowsOf('globex');
    expect(await rowsOf('acme')).toEqual(before);
    await operator.post('/tenancy/tenants/acme/suspend');
    await operator.post('/tenancy/tenants/acme/erasure', { confirm: 'acme', afterHours: 0 });

    const answer = await operator.post('/tenancy/tenants/acme/erase', { confirm: 'acme' });

    expect(answer).toMatchObject({ status: 200 });
    const proof = Proof.parse(answer.body);
    expect(proof.models.map(({ component, model }) => [component, model]).sort()).toEqual(marked.sort());
    expect(proof.models.filter(({ left }) => left > 0)).toEqual([]);
    expect(proof.models.find(({ model }) => model === 'StoredEvent')).toMatchObject({ deleted: 5 });
    expect(proof.stays.find(({ component }) => component === 'access')?.models).toContain('AccessEvent');
    expect(new Set(Object.values(await rowsOf('acme')))).toEqual(new Set([0]));
    expect(await rowsOf('globex')).toEqual(before);
  });
});
