import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '@/platform/test-utils';
import { ConfigurationModule } from '../configuration.module.ts';
import { ConfigurationService } from '../configuration.service.ts';
import { SettingView } from '../dto/setting-view.ts';

const SECRET = 'hunter2-correct-horse';

describe('sensitive settings', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(ConfigurationModule);
  });
  afterAll(() => app.close());

  const create = async (input: object) =>
    SettingView.parse((await app.http.post('/configuration/settings', input)).body);

  /** Everything a client can read about a key, as text. */
  const everythingAbout = async (key: string) => {
    const paths = [`settings?key=${key}`, `history?key=${key}`, `effective/${key}`, 'effective'];
    const answers = await Promise.all(paths.map((path) => app.http.get(`/configuration/${path}`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    return JSON.stringify(answers.map(({ body }) => body));
  };

  /** Everything the tables hold, as text. */
  const everythingStored = async () =>
    JSON.stringify([
      await app.prisma.configurationSetting.findMany(),
      await app.prisma.configurationHistory.findMany(),
    ]);

  it('are neither answered nor stored in clear, but readable inside', async () => {
    const setting = await create({ key: 'mail.password', value: SECRET, isSensitive: true });
    expect(setting).toMatchObject({ value: null, isSensitive: true });
    await app.http.patch(`/configuration/settings/${setting.id}`, { value: `${SECRET}-2` });

    expect(await everythingAbout('mail.password')).not.toContain(SECRET);
    expect(await everythingStored()).not.toContain(SECRET);
    expect(await app.app.get(ConfigurationService).effectiveOne('mail.password')).toMatchObject({
      value: `${SECRET}-2`,
    });
  });

  it('lose their public past when they become sensitive', async () => {
    const { id } = await create({ key: 'api.token', value: SECRET });
    expect(await everythingAbout('api.token')).toContain(SECRET);

    expect(await app.http.patch(`/configuration/settings/${id}`, { isSensitive: true })).toMatchObject({
      status: 200,
      body: { value: null },
    });
    expect(await everythingAbout('api.token')).not.toContain(SECRET);
    expect(await everythingStored()).not.toContain(SECRET);
  });

  it('become public only together with a new value', async () => {
    const { id } = await create({ key: 'api.secret', value: SECRET, isSensitive: true });
    const path = `/configuration/settings/${id}`;

    expect(await app.http.patch(path, { isSensitive: false })).toMatchObject({ status: 409 });
    expect(await app.http.patch(path, { isSensitive: false, value: 'open' })).toMatchObject({
      status: 200,
      body: { value: 'open' },
    });
    expect(await everythingAbout('api.secret')).not.toContain(SECRET);
  });

  it('roll back without being shown', async () => {
    const { id } = await create({ key: 'api.key', value: SECRET, isSensitive: true });
    await app.http.patch(`/configuration/settings/${id}`, { value: 'other' });
    const first = await app.prisma.configurationHistory.findFirstOrThrow({
      where: { key: 'api.key', action: 'CREATED' },
    });

    expect(await app.http.post(`/configuration/history/${first.id}/rollback`)).toMatchObject({
      status: 200,
      body: { value: null, isSensitive: true },
    });
    expect(await app.app.get(ConfigurationService).effectiveOne('api.key')).toMatchObject({ value: SECRET });
  });
});
