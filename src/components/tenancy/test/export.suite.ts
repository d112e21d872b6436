import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { withTenant } from '@/database';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { TenancyModule } from '../index.ts';
import { TenantExport } from '../export/tenant-export.ts';
import { toJson } from '../export/to-json.ts';

const Head = z.object({
  kind: z.literal('tenant'),
  tenant: z.object({ id: z.string() }),
  models: z.array(
    z.object({ model: z.string(), columns: z.array(z.string()), leftOut: z.array(z.string()) }),
  ),
});
const Row = z.object({ kind: z.literal('row'), model: z.string(), row: z.record(z.string(), z.unknown()) });
const End = z.object({ kind: z.literal('end'), rows: z.record(z.string(), z.number()), sha256: z.string() });

describe('the export of a tenant', () => {
  let app: TestApp;
  let operator: HttpClient;
  let acme: HttpClient;
  beforeAll(async () => {
    app = await startApp(TenancyModule);
    operator = app.as({ permissions: ['tenancy:*'] });
    acme = app.as({ id: 'ada', tenantId: 'acme', permissions: ['tenancy:*'] });
    for (const id of ['acme', 'globex']) {
      await app.prisma.tenant.create({ data: { id, slug: id, name: `The ${id}` } });
      const room = await app.prisma.tenantWorkspace.create({
        data: { tenantId: id, slug: 'room', name: 'R' },
      });
      // More than are read at once.
      const configs = Array.from({ length: 1001 }, (_, at) => ({
        ...{ tenantId: id, workspaceId: room.id, scope: room.id },
        ...{ key: `key-${at}`, value: { of: id, at } },
      }));
      await app.prisma.tenantConfig.createMany({ data: configs });
    }
  });
  afterAll(() => app.close());

  const read = async (http: HttpClient, id = 'acme') => {
    const { status, headers, body } = await http.get(`/tenancy/tenants/${id}/export`);
    const text = z.string().parse(body);
    const lines = text.trimEnd().split('\n');
    return {
      ...{ status, headers, text },
      head: Head.parse(JSON.parse(lines[0] ?? '')),
      rows: lines.slice(1, -1).map((line) => Row.parse(JSON.parse(line))),
      end: End.parse(JSON.parse(lines.at(-1) ?? '')),
    };
  };

  it('has every row of every model of its own, each once, what is referred to first, and nothing of others', async () => {
    const { status, headers, text, head, rows, end } = await read(acme);

    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('application/x-ndjson');
    expect(headers.get('content-disposition')).toContain('tenant-acme.ndjson');
    expect(head.tenant.id).toBe('acme');
    expect(text).not.toContain('globex');
    expect(end.rows).toEqual({
      Tenant: 1,
      TenantConfig: 1001,
      TenantLimitSetting: 0,
      TenantWorkspace: 1,
      TenantWorkspaceMember: 0,
    });
    const keys = rows.flatMap(({ model, row }) => (model === 'TenantConfig' ? [row['key']] : []));
    expect(new Set(keys).size).toBe(1001);
    const order = head.models.map(({ model }) => model);
    expect(order.indexOf('Tenant')).toBeLessThan(order.indexOf('TenantWorkspace'));
    expect(order.indexOf('TenantWorkspace')).toBeLessThan(order.indexOf('TenantConfig'));
  });

  it('ends with the number of rows and a sum of all lines before', async () => {
    const { text, end } = await read(operator, 'globex');
    const before = text.slice(0, text.trimEnd().lastIndexOf('\n') + 1);
    expect(createHash('sha256').update(before).digest('hex')).toBe(end.sha256);
  });

  it('is for who may, and for the own tenant', async () => {
    const other = app.as({ tenantId: 'acme', permissions: ['tenancy:tenants.read'] });
    expect(await other.get('/tenancy/tenants/acme/export')).toMatchObject({ status: 403 });
    expect(await acme.get('/tenancy/tenants/globex/export')).toMatchObject({ status: 404 });
    expect(await operator.get('/tenancy/tenants/nobody/export')).toMatchObject({ status: 404 });
  });

  it('leaves connections to others: two at once, and again when one has ended or its reader is gone', async () => {
    const exports = app.app.get(TenantExport);
    const start = () => withTenant('acme', () => exports.start('acme'));
    const open = [await start(), await start()];
    expect(await acme.get('/tenancy/tenants/acme/export')).toMatchObject({
      status: 429,
      body: { detail: expect.stringContaining('try again') },
    });
    open.forEach((lines) => lines.destroy());
    let status = 429;
    while (status === 429) ({ status } = await acme.get('/tenancy/tenants/acme/export'));
    expect(status).toBe(200);
  });

  it('is cut off where the database fails, and never ends as if it were whole', async () => {
    await app.prisma.$executeRaw`ALTER TABLE workspace_members RENAME TO gone`;
    const answer = acme.get('/tenancy/tenants/acme/export').then(({ body }) => body);
    await expect(answer).rejects.toThrow();
    await app.prisma.$executeRaw`ALTER TABLE gone RENAME TO workspace_members`;
    expect((await read(acme)).end.rows).toMatchObject({ TenantConfig: 1001 });
  });

  it('writes what JSON has no word for as text', () => {
    const row = {
      big: 2n ** 60n,
      bytes: new Uint8Array([1, 2]),
      at: new Date(0),
      list: [1n],
      json: { a: null },
    };
    expect(toJson(row)).toBe(
      '{"big":"1152921504606846976","bytes":"AQI=","at":"1970-01-01T00:00:00.000Z","list":["1"],"json":{"a":null}}',
    );
  });
});
