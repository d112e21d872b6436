import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { pageOf } from '@/platform';
import { ConfigurationModule } from '../configuration.module.ts';
import { EffectiveSettingView } from '../dto/effective-view.ts';
import { HistoryView } from '../dto/history-view.ts';
import { SettingView } from '../dto/setting-view.ts';

describe('configuration/settings', () => {
  let app: TestApp;
  let http: HttpClient;
  let ada: HttpClient;
  beforeAll(async () => {
    app = await startApp(ConfigurationModule);
    http = app.as({ permissions: ['configuration:*'] });
    ada = app.as({ id: 'ada', permissions: ['configuration:*'] });
  });
  afterAll(() => app.close());

  const create = async (input: object) =>
    SettingView.parse((await ada.post('/configuration/settings', input)).body);
  const historyOf = async (key: string) =>
    pageOf(HistoryView).parse((await http.get(`/configuration/history?key=${key}&sort=changedAt`)).body)
      .items;
  const effective = async (key: string, environment: string) =>
    EffectiveSettingView.parse(
      (await http.get(`/configuration/effective/${key}?environment=${environment}`)).body,
    );

  it('stores a setting, says where it is and records who did it', async () => {
    const { status, headers, body } = await ada.post('/configuration/settings', {
      key: 'mail.from',
      value: 'ops@example.org',
      description: 'Sender',
    });
    const setting = SettingView.parse(body);

    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/configuration/settings/${setting.id}`);
    expect(setting).toMatchObject({
      environment: 'all',
      version: 1,
      createdBy: 'user:ada',
      isSensitive: false,
    });
    expect(await http.get(`/configuration/settings/${setting.id}`)).toMatchObject({ status: 200, body });
    expect(await historyOf('mail.from')).toMatchObject([
      { action: 'CREATED', oldValue: null, newValue: 'ops@example.org', changedBy: 'user:ada' },
    ]);
  });

  it('has one setting per key and environment', async () => {
    await create({ key: 'twin.key', value: 1 });

    expect(await http.post('/configuration/settings', { key: 'twin.key', value: 2 })).toMatchObject({
      status: 409,
    });
    const other = { key: 'twin.key', environment: 'staging', value: 2 };
    expect(await http.post('/configuration/settings', other)).toMatchObject({ status: 201 });
    expect(await historyOf('twin.key')).toHaveLength(2);
  });

  it.each([
    { key: 'Upper.case', value: 1 },
    { key: 'a..b', value: 1 },
    { key: 'no.value' },
    { key: 'null.value', value: null },
    { key: 'long.value', value: 'x'.repeat(20_000) },
    { key: 'extra.field', value: 1, extra: true },
    { key: 'bad.environment', value: 1, environment: 'Pre Prod' },
  ])('refuses what does not fit: %#', async (input) => {
    expect(await http.post('/configuration/settings', input)).toMatchObject({ status: 400 });
  });

  it('keeps the version a client read from being overwritten', async () => {
    const { id } = await create({ key: 'limits.size', value: { max: 10 } });
    const patch = { value: { max: 20 }, expectedVersion: 1 };

    expect(await http.patch(`/configuration/settings/${id}`, patch)).toMatchObject({
      status: 200,
      body: { version: 2, value: { max: 20 } },
    });
    expect(await http.patch(`/configuration/settings/${id}`, patch)).toMatchObject({ status: 409 });
    expect(await historyOf('limits.size')).toHaveLength(2);
  });

  it('serves the value that holds, at once after every change', async () => {
    const all = await create({ key: 'cache.seconds', value: 60 });
    expect(await effective('cache.seconds', 'production')).toMatchObject({ value: 60, source: 'all' });

    const own = await create({ key: 'cache.seconds', environment: 'production', value: 300 });
    expect(await effective('cache.seconds', 'production')).toMatchObject({
      value: 300,
      source: 'environment',
    });
    expect(await effective('cache.seconds', 'staging')).toMatchObject({ value: 60, source: 'all' });

    await http.patch(`/configuration/settings/${own.id}`, { isActive: false });
    expect(await effective('cache.seconds', 'production')).toMatchObject({ value: 60 });

    await http.delete(`/configuration/settings/${all.id}`);
    expect(await http.get('/configuration/effective/cache.seconds?environment=production')).toMatchObject({
      status: 404,
    });
  });

  it('rolls back to an earlier value, even of a deleted setting', async () => {
    const { id } = await create({ key: 'theme.colour', value: 'blue' });
    await http.patch(`/configuration/settings/${id}`, { value: 'red' });
    await http.delete(`/configuration/settings/${id}`);
    const [created, , deleted] = await historyOf('theme.colour');

    const rollBack = (entry: HistoryView | undefined) =>
      ada.post(`/configuration/history/${String(entry?.id)}/rollback`);
    expect(await rollBack(created)).toMatchObject({
      status: 200,
      body: { key: 'theme.colour', value: 'blue' },
    });
    expect(await rollBack(deleted)).toMatchObject({ status: 409 });
    expect((await historyOf('theme.colour')).map(({ action }) => action)).toEqual([
      'CREATED',
      'UPDATED',
      'DELETED',
      'ROLLED_BACK',
    ]);
  });

  it('finds settings by key, environment and state, page by page', async () => {
    for (const name of ['a', 'b', 'c']) await create({ key: `paging.${name}`, value: name });
    const list = async (query: string) =>
      pageOf(SettingView).parse((await http.get(`/configuration/settings?${query}`)).body);

    const first = await list('key=paging.&sort=key&limit=2');
    expect(first.items.map(({ key }) => key)).toEqual(['paging.a', 'paging.b']);
    const second = await list(`key=paging.&sort=key&limit=2&cursor=${String(first.nextCursor)}`);
    expect(second).toMatchObject({ items: [{ key: 'paging.c' }], nextCursor: null });
    expect((await list('key=paging.&isActive=false')).items).toEqual([]);
  });

  it('answers 404 for what is not there', async () => {
    const id = '01937000-0000-7000-8000-00000000dead';
    for (const path of [`settings/${id}`, 'effective/no.such.key', 'flags/none']) {
      expect(await http.get(`/configuration/${path}`)).toMatchObject({ status: 404 });
    }
    expect(await http.delete(`/configuration/settings/${id}`)).toMatchObject({ status: 404 });
    expect(await http.post(`/configuration/history/${id}/rollback`)).toMatchObject({ status: 404 });
  });
});
