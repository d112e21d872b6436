import { describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { definePolicy, type Principal, runAs, systemPrincipal } from '../../../src/platform/index.ts';
import { bootApp } from '../../../src/platform/test-utils/boot-app.ts';
import { testConditions } from './row-policies/conditions.suite.ts';
import { ada, asAda, component, policy, usePress } from './row-policies/press.ts';
import { testReads } from './row-policies/reads.suite.ts';
import { testWrites } from './row-policies/writes.suite.ts';

/** One application for all. */
describe('policies for rows', () => {
  const press = usePress();
  testReads(press);
  testWrites(press);
  testConditions(press);

  it('leaves the system and declared reasons alone', async () => {
    expect(await runAs(systemPrincipal('nightly'), async () => await press.prisma.demoPost.count())).toBe(4);
    expect(await asAda(() => press.prisma.asSystem('tidy up').demoPost.count())).toBe(4);
  });

  it('decides when a query is made, wherever it is awaited, also in one tick', async () => {
    const bob: Principal = { ...ada, id: 'bob' };
    const find = (id: string) => press.prisma.demoPost.findUnique({ where: { id }, select: { id: true } });
    const asked = [
      runAs(ada, () => find('ada-1')),
      runAs(bob, () => find('ada-1')),
      runAs(ada, () => find('bob-1')),
      runAs(bob, () => find('bob-1')),
    ];
    expect(await Promise.all(asked)).toEqual([{ id: 'ada-1' }, null, null, { id: 'bob-1' }]);
  });

  it('refuses to start with two policies for one model', async () => {
    @Module({ providers: [policy, definePolicy({ model: 'DemoPost', rules: [] })] })
    class TwiceModule {}
    await expect(bootApp(press.url, [{ ...component, module: TwiceModule }])).rejects.toMatchObject({
      code: 'ACCESS.INVALID_POLICY',
    });
  });

  it('is answered over HTTP: 404 for rows of others, 403 for what none of the permissions is for', async () => {
    const client = press.as(ada);
    expect(await client.get('/press')).toMatchObject({
      status: 200,
      body: [{ id: 'ada-1' }, { id: 'ada-2' }],
    });
    expect(await client.get('/press/ada-1')).toMatchObject({ status: 200 });
    expect(await client.get('/press/bob-1')).toMatchObject({ status: 404 });
    expect(await client.delete('/press/bob-1')).toMatchObject({ status: 404 });
    expect(await client.post('/press/bob')).toMatchObject({ status: 403 });
    expect(await client.post('/press/ada')).toMatchObject({ status: 201 });
    expect(await press.as({}).get('/press')).toMatchObject({ status: 403 });
    expect(await press.rows()).toHaveLength(5);
  });
});
