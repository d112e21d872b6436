import { ConflictException } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pageOf } from '@/platform';
import { AuditTrail } from '../audit-trail.ts';
import { AuditView } from '../dto/audit.ts';
import { type Lab, openLab } from './lab.ts';

describe('test-runs/audit-log', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab();
  });
  afterAll(() => lab.close());

  const entries = async (query: string) =>
    pageOf(AuditView).parse(
      (await lab.http.get(`/test-runs/audit-log?sort=createdAt&limit=100&${query}`)).body,
    ).items;

  it('tells who changed what, from which value to which', async () => {
    const { id } = await lab.organization('audited');
    const { id: suiteId } = await lab.suite(id, 'Old');
    const bob = lab.as({ id: 'bob', permissions: ['test-runs:*'] });
    await bob.patch(`/test-runs/suites/${suiteId}`, { name: 'New' });
    await lab.http.delete(`/test-runs/suites/${suiteId}`);

    expect(await entries(`entityId=${suiteId}`)).toMatchObject([
      { action: 'CREATED', actor: 'user:ada', entity: 'SUITE', changes: { name: { to: 'Old' } } },
      { action: 'UPDATED', actor: 'user:bob', changes: { name: { from: 'Old', to: 'New' } } },
      { action: 'DELETED', actor: 'user:ada', changes: { name: { from: 'New' } } },
    ]);
  });

  it('is found by organisation, action, entity and actor, also after a deletion', async () => {
    const { id } = await lab.organization('filtered');
    const suite = await lab.suite(id, 'S');
    await lab.test(suite.id, 'T', ['tag']);
    const count = async (query: string) => (await entries(`organizationId=${id}&${query}`)).length;

    expect(await count('')).toBe(3);
    expect(await count('entity=TEST')).toBe(1);
    expect(await count('action=DELETED')).toBe(0);
    expect(await count('actor=nobody')).toBe(0);
    expect(await count('to=2020-01-01T00:00:00Z')).toBe(0);
  });

  it('is written together with the change or not at all', async () => {
    const { id } = await lab.organization('atomic');
    const trail = lab.app.get(AuditTrail);
    const record = trail.record.bind(trail);
    trail.record = () => Promise.reject(new ConflictException('the audit log is full'));
    try {
      const answer = await lab.http.post('/test-runs/suites', { organizationId: id, name: 'Unaudited' });
      expect(answer.status).toBe(409);
    } finally {
      trail.record = record;
    }
    expect(await lab.prisma.testRunSuite.count({ where: { organizationId: id } })).toBe(0);
  });
});
