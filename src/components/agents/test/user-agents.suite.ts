import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pageOf } from '@/platform';
import { UserAgentView } from '../dto/user-agent.ts';
import { type Office, openOffice, twoSteps } from './office.ts';

describe('agents/templates and agents/user-agents', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  const count = (userId: string) => office.prisma.userAgent.count({ where: { userId } });
  const limitTo = (value: number) =>
    office.http.post('/configuration/settings', { key: 'agents.maxPerUser', value });

  it('makes an agent from a template and counts its use', async () => {
    const template = await office.template({
      ...{ name: 'Reporter', category: 'reporting', purpose: 'Weekly', requiredIntegrations: ['mail'] },
      defaultWorkflow: twoSteps,
    });
    const input = { userId: 'from-template', templateId: template.id, name: 'Mine' };
    const { status, headers, body } = await office.http.post('/agents/user-agents', input);
    const agent = UserAgentView.parse(body);

    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/agents/user-agents/${agent.id}`);
    expect(agent).toMatchObject({
      name: 'Mine',
      category: 'reporting',
      goal: 'Weekly',
      steps: twoSteps,
      version: 1,
    });
    expect(await office.http.get(`/agents/templates/${template.id}`)).toMatchObject({
      body: { usageCount: 1 },
    });

    await office.http.delete(`/agents/templates/${template.id}`);
    expect(await office.http.get(`/agents/user-agents/${agent.id}`)).toMatchObject({
      body: { templateId: null },
    });
  });

  it('uses active templates only', async () => {
    const { id: templateId } = await office.template({ name: 'Retired', isActive: false });

    expect(await office.http.post('/agents/user-agents', { userId: 'u', templateId })).toMatchObject({
      status: 409,
    });
    expect(await office.http.post('/agents/templates', { name: 'Retired' })).toMatchObject({ status: 409 });
    expect(await count('u')).toBe(0);
  });

  it('lets nobody own more agents than configuration allows, at once after a change', async () => {
    for (let index = 0; index < 10; index++) await office.agent({ userId: 'greedy', name: `Agent ${index}` });
    expect(await office.http.post('/agents/user-agents', { userId: 'greedy' })).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('10 of at most 10') },
    });

    const setting = await limitTo(11);
    expect(setting.status).toBe(201);
    expect(await office.http.post('/agents/user-agents', { userId: 'greedy' })).toMatchObject({
      status: 201,
    });
    expect(await office.http.post('/agents/user-agents', { userId: 'greedy' })).toMatchObject({
      status: 409,
    });
  });

  it('gives the last place to one of many who come together', async () => {
    const limit = Number((await office.prisma.configurationSetting.findFirst())?.value ?? 10);
    const answers = await Promise.all(
      Array.from({ length: limit + 3 }, () => office.http.post('/agents/user-agents', { userId: 'crowd' })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(limit);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(3);
    expect(await count('crowd')).toBe(limit);
  });

  it('refuses a limit that is none', async () => {
    const input = { key: 'agents.maxPerUser', environment: 'staging', value: -1 };
    expect(await office.http.post('/configuration/settings', input)).toMatchObject({ status: 422 });
  });

  it('keeps an edit from overwriting another one', async () => {
    const { id } = await office.agent({ userId: 'editor', name: 'First' });
    const edit = (name: string) => office.http.patch(`/agents/user-agents/${id}`, { version: 1, name });

    const answers = await Promise.all([edit('Second'), edit('Third')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await office.http.get(`/agents/user-agents/${id}`)).toMatchObject({ body: { version: 2 } });
    expect(await office.http.patch(`/agents/user-agents/${id}`, { name: 'No version' })).toMatchObject({
      status: 400,
    });
  });

  it.each([
    { steps: [{ name: 'x', action: 'no verb' }] },
    { steps: [{ action: 'mail.send' }] },
    { config: { temperature: 3 } },
    { config: { temprature: 1 } },
    { requiredIntegrations: ['Not A Name'] },
    { userId: '' },
  ])('refuses steps and configuration that do not fit: %#', async (input) => {
    expect(await office.http.post('/agents/user-agents', { userId: 'u', ...input })).toMatchObject({
      status: 400,
    });
  });

  it('finds favourites, page by page', async () => {
    const agents = await Promise.all(['c', 'a', 'b'].map((name) => office.agent({ userId: 'pages', name })));
    const favourite = agents[1];
    await office.http.patch(`/agents/user-agents/${String(favourite?.id)}`, { version: 1, isFavorite: true });
    const list = async (query: string) =>
      pageOf(UserAgentView).parse((await office.http.get(`/agents/user-agents?userId=pages&${query}`)).body);

    const first = await list('sort=name&limit=2');
    expect(first.items.map(({ name }) => name)).toEqual(['a', 'b']);
    expect((await list(`sort=name&limit=2&cursor=${String(first.nextCursor)}`)).items).toMatchObject([
      { name: 'c' },
    ]);
    expect((await list('isFavorite=true')).items).toMatchObject([{ name: 'a' }]);
    expect((await list('sort=-isFavorite&limit=1')).items).toMatchObject([{ name: 'a' }]);
  });
});
