import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { components } from '@/generated/components.ts';
import { type Principal } from '../../../src/platform/index.ts';
import { HttpClient } from '../../../src/platform/test-utils/index.ts';
import { TestPrincipals } from '../../../src/platform/test-utils/test-principals.ts';
import { type Platform, startPlatform } from '../platform/start-platform.ts';
import { createTenantDatabase, type TenantDatabase } from '../../support/tenant-database.ts';

/** Everything that tells a request apart from another one of the same kind. */
const blank = (body: unknown, ...secrets: string[]): string =>
  secrets.reduce(
    (text, secret) => text.replaceAll(secret, '…'),
    JSON.stringify({ ...Object(body), requestId: '' }),
  );

/** The component as it is delivered: policies by its migrations, a role that owns nothing. */
describe('the routes of tenancy, asked by one tenant for what is another one’s', () => {
  let database: TenantDatabase;
  let platform: Platform;
  let origin: string;
  let acme: HttpClient;
  let operator: HttpClient;
  beforeAll(async () => {
    database = await createTenantDatabase(true);
    platform = await startPlatform(
      database.url,
      components.filter(({ name }) => name === 'tenancy'),
    );
    origin = await platform.app.getUrl();
    acme = as({ id: 'ada', tenantId: 'acme' });
    operator = as({ id: 'op' });
    for (const id of ['acme', 'globex']) {
      await operator.post('/tenancy/tenants', { id, slug: id, name: `The ${id}` });
      await database.owner.query(`
        INSERT INTO workspaces (id, "tenantId", slug, name, "updatedAt") VALUES ('${id}-w', '${id}', 'room', 'Room', now());
        INSERT INTO configs (id, "tenantId", "workspaceId", scope, key, value, "updatedAt")
          VALUES ('${id}-c', '${id}', NULL, 'tenant', 'colour', '"${id}"', now()),
                 ('${id}-d', '${id}', '${id}-w', '${id}-w', 'colour', '"${id}"', now());
        INSERT INTO workspace_members (id, "tenantId", "workspaceId", principal, role, "invitedBy", "joinedAt", "updatedAt")
          VALUES (gen_random_uuid(), '${id}', '${id}-w', 'user:${id}-owner', 'OWNER', 'test', now(), now()),
                 (gen_random_uuid(), '${id}', '${id}-w', 'user:ada', 'VIEWER', 'test', now(), now());`);
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
  const theirs = async () => {
    const { rows } = await database.owner.query<Record<string, unknown>>(
      `SELECT (SELECT json_agg(t) FROM tenants t WHERE id = 'globex') AS tenant,
              (SELECT json_agg(w ORDER BY id) FROM workspaces w WHERE "tenantId" = 'globex') AS workspaces,
              (SELECT json_agg(c ORDER BY id) FROM configs c WHERE "tenantId" = 'globex') AS configs,
              (SELECT json_agg(m ORDER BY id) FROM workspace_members m WHERE "tenantId" = 'globex') AS members,
              (SELECT json_agg(l) FROM tenant_limits l WHERE "tenantId" = 'globex') AS limits`,
    );
    return rows[0];
  };
  const memberOf = async (tenant: string) => {
    const { rows } = await database.owner.query<{ id: string }>(
      `SELECT id FROM workspace_members WHERE "tenantId" = $1 AND role = 'OWNER'`,
      [tenant],
    );
    return rows[0]?.id ?? '';
  };

  /** A method, a path with the names of the other tenant's things, and what is sent. */
  const requests = (tenant: string, workspace: string, member: string): [string, string, unknown?][] => [
    ['GET', `/tenancy/tenants/${tenant}`],
    ['PATCH', `/tenancy/tenants/${tenant}`, { name: 'Mine' }],
    ['GET', `/tenancy/tenants/${tenant}/workspaces`],
    ['GET', `/tenancy/tenants/${tenant}/workspaces?limit=1&q=room`],
    ['POST', `/tenancy/tenants/${tenant}/workspaces`, { slug: 'mine', name: 'Mine' }],
    ['GET', `/tenancy/tenants/${tenant}/config`],
    ['GET', `/tenancy/tenants/${tenant}/config/colour`],
    ['PUT', `/tenancy/tenants/${tenant}/config/colour`, { value: 'mine' }],
    ['DELETE', `/tenancy/tenants/${tenant}/config/colour`],
    ['GET', `/tenancy/tenants/${tenant}/limits`],
    ['GET', `/tenancy/workspaces/${workspace}`],
    ['PATCH', `/tenancy/workspaces/${workspace}`, { name: 'Mine' }],
    ['DELETE', `/tenancy/workspaces/${workspace}`],
    ['GET', `/tenancy/workspaces/${workspace}/config`],
    ['GET', `/tenancy/workspaces/${workspace}/config/colour`],
    ['PUT', `/tenancy/workspaces/${workspace}/config/colour`, { value: 'mine' }],
    ['DELETE', `/tenancy/workspaces/${workspace}/config/colour`],
    ['GET', `/tenancy/workspaces/${workspace}/effective-config`],
    ['GET', `/tenancy/workspaces/${workspace}/members`],
    ['POST', `/tenancy/workspaces/${workspace}/members`, { principal: 'user:eve', role: 'OWNER' }],
    ['POST', `/tenancy/workspaces/${workspace}/members/accept`],
    ['PATCH', `/tenancy/workspaces/${workspace}/members/${member}`, { role: 'VIEWER' }],
    ['DELETE', `/tenancy/workspaces/${workspace}/members/${member}`],
  ];

  it('sees, counts and changes nothing, and is answered as if there were no such tenant', async () => {
    const before = await theirs();
    const member = await memberOf('globex');
    const nothing = '01890000-0000-7000-8000-000000000000';
    const absent = requests('nobody', 'nobody-w', nothing);
    for (const [at, [method, path, body]] of requests('globex', 'globex-w', member).entries()) {
      const [, absentPath = ''] = absent[at] ?? [];
      const answer = await acme.request(method, path, body);
      const other = await acme.request(method, absentPath, body);
      expect({ path, status: answer.status }).toEqual({ path, status: 404 });
      expect(other.status).toBe(404);
      expect(blank(answer.body, 'globex-w', 'globex', member)).toBe(
        blank(other.body, 'nobody-w', 'nobody', nothing),
      );
    }
    expect(await theirs()).toEqual(before);
  });

  it('refuses what is the operator’s in one way for every tenant, its own too', async () => {
    const before = await theirs();
    for (const id of ['acme', 'globex', 'nobody']) {
      for (const [method, path, body] of [
        ['POST', `/tenancy/tenants/${id}/suspend`],
        ['POST', `/tenancy/tenants/${id}/activate`],
        ['DELETE', `/tenancy/tenants/${id}`],
        ['PUT', `/tenancy/tenants/${id}/limits/tenancy:workspaces`, { max: 9 }],
        ['DELETE', `/tenancy/tenants/${id}/limits/tenancy:workspaces`],
      ] as const) {
        expect(await acme.request(method, path, body)).toMatchObject({ status: 403 });
      }
    }
    expect(await acme.post('/tenancy/tenants', { slug: 'mine', name: 'Mine' })).toMatchObject({
      status: 403,
    });
    for (const slug of ['globex', 'free']) {
      expect(await acme.patch('/tenancy/tenants/acme', { slug })).toMatchObject({ status: 403 });
    }
    expect(await theirs()).toEqual(before);
  });

  it('lists its own only, whatever is asked for', async () => {
    for (const query of ['', '?q=globex', '?slug=globex', '?q=The', '?sort=-slug&limit=1']) {
      const { status, body } = await acme.get(`/tenancy/tenants${query}`);
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain('globex');
    }
    expect(await acme.get('/tenancy/tenants')).toMatchObject({ body: { items: [{ id: 'acme' }] } });
    const own = await acme.get('/tenancy/memberships');
    expect(own).toMatchObject({
      status: 200,
      body: { items: [{ tenantId: 'acme', workspaceId: 'acme-w' }] },
    });
  });

  it('pages over no cursor of another tenant', async () => {
    const { body } = await operator.get('/tenancy/tenants/globex/workspaces?limit=1');
    const cursors = JSON.stringify(body);
    const next = /"next[A-Za-z]*":"([^"]+)"/.exec(cursors)?.[1];
    const answer = await acme.get(
      `/tenancy/tenants/acme/workspaces?limit=1${next === undefined ? '' : `&cursor=${next}`}`,
    );
    expect(JSON.stringify(answer.body)).not.toContain('globex');
  });

  it('lets many of several tenants ask at once, each for its own', async () => {
    const clients = { acme, globex: as({ id: 'gil', tenantId: 'globex' }) };
    const asked = Array.from({ length: 100 }, (_, at) => (at % 2 === 0 ? 'acme' : 'globex'));
    const answers = await Promise.all(
      asked.map(async (tenant) => clients[tenant].get(`/tenancy/workspaces/${tenant}-w/effective-config`)),
    );
    const values = answers.map(({ body }) => JSON.stringify(body).match(/"value":"(\w+)"/)?.[1]);
    expect(values).toEqual(asked);
  });

  it('shows the operator each tenant, and all of them', async () => {
    expect(await operator.get('/tenancy/tenants?sort=slug')).toMatchObject({
      body: { items: [{ id: 'acme' }, { id: 'globex' }] },
    });
    expect(await operator.get('/tenancy/workspaces/globex-w')).toMatchObject({ status: 200 });
    expect(await operator.get('/tenancy/tenants/globex/config/colour')).toMatchObject({
      status: 200,
      body: { value: 'globex' },
    });
  });

  it('keeps what a principal without a tenant asks for itself to no tenant', async () => {
    expect(await operator.get('/tenancy/memberships')).toMatchObject({ status: 403 });
    expect(await as({ tenantId: "x' OR 1=1" }).get('/tenancy/tenants')).toMatchObject({ status: 403 });
  });

  it('refuses a row of one tenant that refers to a workspace of another', async () => {
    await expect(
      database.owner.query(
        `INSERT INTO configs (id, "tenantId", "workspaceId", scope, key, value, "updatedAt")
           VALUES ('planted', 'acme', 'globex-w', 'globex-w', 'planted', '1', now())`,
      ),
    ).rejects.toThrow('configs_workspaceId_by_tenant');
  });
});
