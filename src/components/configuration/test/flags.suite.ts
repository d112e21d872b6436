import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { ConfigurationModule, ConfigurationService, defineSetting } from '../index.ts';

const size = defineSetting({ key: 'upload.size', description: 'MiB', schema: z.int().min(1), default: 5 });

describe('flags and declared settings', () => {
  let app: TestApp;
  let http: HttpClient;
  let configuration: ConfigurationService;
  beforeAll(async () => {
    app = await startApp(ConfigurationModule);
    http = app.as({ permissions: ['configuration:*'] });
    configuration = app.app.get(ConfigurationService);
    configuration.register(size);
  });
  afterAll(() => app.close());

  it('turns a flag on for all and off for one environment', async () => {
    const flag = '/configuration/flags/new-editor';
    expect(await configuration.isEnabled('new-editor')).toBe(false);

    expect(await http.put(flag, { enabled: true })).toMatchObject({
      status: 200,
      body: { name: 'new-editor', enabled: true, source: 'all' },
    });
    await http.put(flag, { enabled: false, environment: 'production' });

    expect(await configuration.isEnabled('new-editor')).toBe(true);
    expect(await http.get(`${flag}?environment=production`)).toMatchObject({
      body: { enabled: false, source: 'environment' },
    });
    expect(await http.get('/configuration/flags')).toMatchObject({
      body: [{ name: 'new-editor', enabled: true }],
    });
  });

  it('serves identical callers at the same moment, as one change', async () => {
    const flag = '/configuration/flags/rush';
    const put = (enabled: boolean) =>
      Promise.all(Array.from({ length: 20 }, () => http.put(flag, { enabled })));

    for (const enabled of [true, false]) {
      const answers = await put(enabled);
      expect(answers.map(({ status, body }) => ({ status, body }))).toEqual(
        answers.map(() => ({ status: 200, body: { name: 'rush', enabled, source: 'all' } })),
      );
    }
    expect(await http.get('/configuration/history?key=features.rush&sort=changedAt')).toMatchObject({
      body: {
        items: [
          { action: 'CREATED', newValue: true },
          { action: 'UPDATED', oldValue: true, newValue: false },
        ],
        nextCursor: null,
      },
    });
  });

  it('turns a flag on that is deleted again and again', async () => {
    const flag = '/configuration/flags/flicker';
    const remove = async () => {
      const found = await app.prisma.configurationSetting.findFirst({ where: { key: 'features.flicker' } });
      if (found) await http.delete(`/configuration/settings/${found.id}`);
    };
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        if (n % 2 === 1) await remove();
        return http.put(flag, { enabled: true });
      }),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('refuses a flag that is not a boolean', async () => {
    const input = { key: 'features.odd', value: 'yes' };
    expect(await http.post('/configuration/settings', input)).toMatchObject({ status: 422 });
  });

  it('serves the default of a declared setting until a value is stored', async () => {
    expect(await configuration.get(size)).toBe(5);
    expect(await http.get('/configuration/effective/upload.size')).toMatchObject({
      body: { value: 5, source: 'default', variable: 'CONFIG__UPLOAD__SIZE' },
    });

    await http.post('/configuration/settings', { key: 'upload.size', value: 50 });
    expect(await configuration.get(size)).toBe(50);
  });

  it('refuses a value the declaration does not allow, and stores nothing', async () => {
    const input = { key: 'upload.size', environment: 'staging', value: 'big' };
    expect(await http.post('/configuration/settings', input)).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining('upload.size') },
    });
    expect(await app.prisma.configurationSetting.count({ where: { environment: 'staging' } })).toBe(0);
  });

  it('lets a key have one owner only', () => {
    expect(() => {
      configuration.register(defineSetting({ ...size, default: 6 }));
    }).toThrow(/Two components define the setting "upload.size"/);
  });
});
