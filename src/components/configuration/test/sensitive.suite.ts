import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Prisma } from '@/generated/prisma/client.ts';
import { type HttpClient, startApp, type TestApp } from '@/platform/test-utils';
import { ConfigurationModule } from '../configuration.module.ts';
import { ConfigurationService } from '../configuration.service.ts';
import { EffectiveView } from '../dto/effective-view.ts';
import { SettingView } from '../dto/setting-view.ts';
import { overrideName } from '../environment-override.ts';
import { SettingSealer } from '../setting-sealer.ts';

const SECRET = 'hunter2-correct-horse';

describe('sensitive settings', () => {
  let app: TestApp;
  let http: HttpClient;
  beforeAll(async () => {
    app = await startApp(ConfigurationModule);
    http = app.as({ permissions: ['configuration:*'] });
  });
  afterAll(() => app.close());

  const create = async (input: object) =>
    SettingView.parse((await http.post('/configuration/settings', input)).body);

  /** Everything a client can read about a key, as text. */
  const everythingAbout = async (key: string) => {
    const paths = [`settings?key=${key}`, `history?key=${key}`, `effective/${key}`, 'effective'];
    const answers = await Promise.all(paths.map((path) => http.get(`/configuration/${path}`)));
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
    await http.patch(`/configuration/settings/${setting.id}`, { value: `${SECRET}-2` });

    expect(await everythingAbout('mail.password')).not.toContain(SECRET);
    expect(await everythingStored()).not.toContain(SECRET);
    expect(await app.app.get(ConfigurationService).effectiveOne('mail.password')).toMatchObject({
      value: `${SECRET}-2`,
    });
  });

  it('lose their public past when they become sensitive', async () => {
    const { id } = await create({ key: 'api.token', value: SECRET });
    expect(await everythingAbout('api.token')).toContain(SECRET);

    expect(await http.patch(`/configuration/settings/${id}`, { isSensitive: true })).toMatchObject({
      status: 200,
      body: { value: null },
    });
    expect(await everythingAbout('api.token')).not.toContain(SECRET);
    expect(await everythingStored()).not.toContain(SECRET);
  });

  it('become public only together with a new value', async () => {
    const { id } = await create({ key: 'api.secret', value: SECRET, isSensitive: true });
    const path = `/configuration/settings/${id}`;

    expect(await http.patch(path, { isSensitive: false })).toMatchObject({ status: 409 });
    expect(await http.patch(path, { isSensitive: false, value: 'open' })).toMatchObject({
      status: 200,
      body: { value: 'open' },
    });
    expect(await everythingAbout('api.secret')).not.toContain(SECRET);
  });

  it('roll back without being shown', async () => {
    const { id } = await create({ key: 'api.key', value: SECRET, isSensitive: true });
    await http.patch(`/configuration/settings/${id}`, { value: 'other' });
    const first = await app.prisma.configurationHistory.findFirstOrThrow({
      where: { key: 'api.key', action: 'CREATED' },
    });

    expect(await http.post(`/configuration/history/${first.id}/rollback`)).toMatchObject({
      status: 200,
      body: { value: null, isSensitive: true },
    });
    expect(await app.app.get(ConfigurationService).effectiveOne('api.key')).toMatchObject({ value: SECRET });
  });

  it.each(['DELETE', 'PATCH'])(
    'hide what a variable holds, also after a %s that ends the mark',
    async (method) => {
      const key = `smtp.password${method.toLowerCase()}`;
      const variable = overrideName(key);
      const { id } = await create({ key, value: 'old', isSensitive: true });
      const path = `/configuration/settings/${id}`;
      const open = { isSensitive: false, value: 'x' };
      await http.request(method, path, method === 'PATCH' ? open : undefined);
      if (method === 'DELETE') await create({ key, value: 'x' });

      process.env[variable] = SECRET;
      try {
        expect(await http.get(`/configuration/effective/${key}`)).toMatchObject({
          status: 200,
          body: { value: null, isSensitive: true, source: 'override', variable },
        });
        expect(await everythingAbout(key)).not.toContain(SECRET);
        expect(await app.app.get(ConfigurationService).effectiveOne(key)).toMatchObject({ value: SECRET });
      } finally {
        Reflect.deleteProperty(process.env, variable);
      }
    },
  );
});

describe('a sensitive setting that cannot be opened', () => {
  const other = new SettingSealer({ name: 'test', variables: {}, secret: 'the secret of last year' });
  let app: TestApp;
  let http: HttpClient;
  beforeAll(async () => {
    app = await startApp(ConfigurationModule);
    http = app.as({ permissions: ['configuration:*', 'platform:health'] });
  });
  afterAll(() => app.close());

  /** Stores settings as a process with another secret did. */
  const store = async (key: string, value: Prisma.InputJsonValue = other.seal(key, SECRET)) => {
    const data = { key, value, isSensitive: true, createdBy: 'ada' };
    const { id } = await app.prisma.configurationSetting.create({ data });
    await http.post('/configuration/settings', { key: 'mail.from', value: `${key}@example.org` });
    return `/configuration/settings/${id}`;
  };

  it('fails alone, and health names it', async () => {
    const path = await store('mail.password');
    const flag = await store('features.sealed', 'never sealed');
    await http.post('/configuration/settings', { key: 'features.plain', value: true });

    expect(await http.get('/configuration/effective/mail.from')).toMatchObject({ status: 200 });
    expect(await http.get('/configuration/flags/plain')).toMatchObject({ body: { enabled: true } });
    expect(await http.get('/configuration/flags')).toMatchObject({
      body: [
        { name: 'plain', enabled: true },
        { name: 'sealed', enabled: null },
      ],
    });
    for (const route of ['effective/mail.password', 'flags/sealed']) {
      expect(await http.get(`/configuration/${route}`)).toMatchObject({ status: 503 });
    }
    const { body, status } = await http.get('/configuration/effective');
    expect(status).toBe(200);
    expect(EffectiveView.parse(body).settings.find(({ key }) => key === 'mail.password')).toMatchObject({
      value: null,
      problem: 'The setting "mail.password" was sealed with another CONFIGURATION_SECRET',
    });
    expect(await http.get('/health/ready')).toMatchObject({
      status: 200,
      body: {
        details: {
          'component:ConfigurationModule': {
            status: 'degraded',
            degraded: expect.stringContaining('cannot be read'),
            unreadable: [
              { key: 'features.sealed', problem: expect.stringContaining('not sealed') },
              { key: 'mail.password', problem: expect.stringContaining('another CONFIGURATION_SECRET') },
            ],
          },
        },
      },
    });
    for (const stored of [path, flag]) await http.delete(stored);
    expect(await http.get('/health/ready')).toMatchObject({
      status: 200,
      body: { details: { 'component:ConfigurationModule': { status: 'up' } } },
    });
  });

  it('can be switched off, replaced and deleted', async () => {
    const path = await store('api.token');
    const effective = () => http.get('/configuration/effective/api.token');

    expect(await http.patch(path, { isActive: false })).toMatchObject({ status: 200 });
    expect(await effective()).toMatchObject({ status: 404 });
    expect(await http.patch(path, { isActive: true })).toMatchObject({ status: 200 });
    expect(await effective()).toMatchObject({ status: 503 });
    expect(await http.patch(path, { value: 'new' })).toMatchObject({
      status: 200,
      body: { value: null },
    });
    expect(await effective()).toMatchObject({ status: 200, body: { isSensitive: true } });
    expect(await app.app.get(ConfigurationService).effectiveOne('api.token')).toMatchObject({ value: 'new' });

    const lost = await store('api.lost');
    expect(await http.patch(lost, { value: 'open', isSensitive: false })).toMatchObject({ status: 200 });
    const dead = await store('api.dead');
    expect(await http.delete(dead)).toMatchObject({ status: 204 });
    expect(await http.get('/configuration/history?key=api.dead')).toMatchObject({
      body: { items: [{ action: 'DELETED', oldValue: null }] },
    });
  });
});
