import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { ConfigurationModule } from '../configuration.module.ts';
import { seed } from '../prisma/seed.ts';

describe('the seed of configuration', () => {
  let app: TestApp;
  let http: HttpClient;
  beforeAll(async () => {
    app = await startApp(ConfigurationModule);
    http = app.as({ permissions: ['configuration:*'] });
  });
  afterAll(() => app.close());

  it('runs twice without doubling anything or undoing a change', async () => {
    await seed(app.prisma);
    const { id } = await app.prisma.configurationSetting.findFirstOrThrow({ where: { key: 'mail.from' } });
    await http.patch(`/configuration/settings/${id}`, { value: 'changed@example.org' });
    await seed(app.prisma);

    expect(await app.prisma.configurationSetting.count()).toBe(7);
    expect(await app.prisma.configurationHistory.count()).toBe(8);
    expect(await http.get('/configuration/effective/mail.from')).toMatchObject({
      body: { value: 'changed@example.org' },
    });
  });
});
