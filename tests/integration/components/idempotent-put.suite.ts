import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { components, migrations } from '@/generated/components.ts';
import { createDocument } from '../../../src/platform/openapi/set-up-openapi.ts';

const Entity = z.looseObject({});

/** What a device reports carries the time of the report. */
const times = ['updatedAt', 'statusAt'];

describe('PUT', () => {
  let app: TestApp;
  let http: HttpClient;
  /** One request for every PUT route, twice where the first creates and the second changes. */
  let requests: Record<string, { path: string; bodies: object[]; by?: HttpClient }>;

  beforeAll(async () => {
    app = await startApp(...components.map(({ module }) => module));
    const { prisma } = app;
    const { id: tenantId } = await prisma.tenant.create({ data: { slug: 'acme', name: 'Acme' } });
    http = app.as({ tenantId, permissions: ['*'] });
    const stream = '/event-store/streams/Deal/deal-1';
    const deal = { aggregateType: 'Deal', aggregateId: 'deal-1', events: [{ type: 'won', data: {} }] };
    await http.post('/event-store/events', deal);
    const room = await prisma.tenantWorkspace.create({ data: { tenantId, slug: 'room', name: 'Room' } });
    const device = await prisma.printDevice.create({ data: { name: 'Left', kind: 'FDM' } });
    const { id: organizationId } = await prisma.testRunOrganization.create({
      data: { slug: 'lab', name: 'Lab' },
    });
    const suite = await prisma.testRunSuite.create({ data: { organizationId, name: 'Shop' } });
    const test = await prisma.testRunTest.create({
      data: { suiteId: suite.id, name: 'Pays', type: 'SMOKE' },
    });
    const run = { organizationId, name: 'Nightly', triggeredBy: 'ada', status: 'RUNNING' } as const;
    const execution = await prisma.testRunExecution.create({ data: run });
    const values = [{ value: { max: 1, by: ['ada'] } }, { value: null }];
    requests = {
      '/configuration/flags/{name}': {
        path: '/configuration/flags/fast',
        bodies: [{ enabled: true }, { enabled: false }],
      },
      '/event-store/streams/{aggregateType}/{aggregateId}/metadata': {
        path: `${stream}/metadata`,
        bodies: [{ metadata: { owner: 'ada' } }, { metadata: null }],
      },
      '/event-store/streams/{aggregateType}/{aggregateId}/snapshot': {
        path: `${stream}/snapshot`,
        bodies: [1, 2].map((state) => ({ schemaVersion: 1, version: 1, state })),
      },
      '/print-jobs/devices/{id}/status': {
        path: `/print-jobs/devices/${device.id}/status`,
        bodies: [{ status: 'READY' }, { status: 'ERROR', message: 'Jam' }],
      },
      '/tenancy/tenants/{tenantId}/config/{key}': {
        path: `/tenancy/tenants/${tenantId}/config/limits`,
        bodies: values,
      },
      '/tenancy/tenants/{tenantId}/limits/{name}': {
        path: `/tenancy/tenants/${tenantId}/limits/tenancy:workspaces`,
        bodies: [{ max: 50 }, { max: 60 }],
        by: app.as({ permissions: ['*'] }),
      },
      '/tenancy/workspaces/{workspaceId}/config/{key}': {
        path: `/tenancy/workspaces/${room.id}/config/limits`,
        bodies: values,
      },
      '/test-runs/executions/{id}/results/{testId}': {
        path: `/test-runs/executions/${execution.id}/results/${test.id}`,
        bodies: [{ outcome: 'PASSED' }, { outcome: 'FAILED', error: 'Too slow' }],
      },
    };
  });
  afterAll(() => app.close());

  /** What the rows of all tables say, and how many there are; without times. */
  const everything = async () => {
    const { prisma } = app;
    const rows = await Promise.all([
      prisma.configurationSetting.findMany(),
      prisma.configurationHistory.findMany(),
      prisma.eventStream.findMany(),
      prisma.eventSnapshot.findMany(),
      prisma.printDevice.findMany(),
      prisma.tenantConfig.findMany(),
      prisma.tenantLimitSetting.findMany(),
      prisma.testRunResult.findMany(),
      prisma.testRunAuditEntry.findMany(),
    ]);
    return rows.map((table) => table.map(withoutTimes));
  };
  const withoutTimes = (body: unknown) =>
    Object.fromEntries(Object.entries(Entity.parse(body)).filter(([name]) => !times.includes(name)));

  it('is tried on every route there is', () => {
    const { paths } = createDocument(app.app, { components, migrations });
    const found = Object.entries(paths).flatMap(([path, { put }]) => (put ? [path] : []));
    expect(found.sort()).toEqual(Object.keys(requests).sort());
  });

  it('serves twenty identical callers at the same moment with one answer, and changes nothing when repeated', async () => {
    for (const { path, bodies, by = http } of Object.values(requests)) {
      for (const body of bodies) {
        const answers = await Promise.all(Array.from({ length: 20 }, () => by.put(path, body)));
        const after = await everything();
        const again = await by.put(path, body);

        expect(answers.filter(({ status }) => ![200, 201].includes(status))).toEqual([]);
        expect(answers.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(1);
        expect(new Set(answers.map((answer) => JSON.stringify(withoutTimes(answer.body)))).size).toBe(1);
        expect(withoutTimes(again.body)).toEqual(withoutTimes(answers[0]?.body));
        expect(await everything()).toEqual(after);
      }
    }
  });
});
