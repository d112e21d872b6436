import { type PrismaClient } from '@/generated/prisma/client.ts';

const id = (number: number) => `01937000-0000-7000-8000-a9e000000${String(number).padStart(3, '0')}`;

const templates = [
  {
    ...{ id: id(1), name: 'Weekly reporter', category: 'reporting', icon: 'chart' },
    ...{ role: 'Analyst', purpose: 'Sums up the week for the team' },
    ...{ requiredIntegrations: ['mail', 'sheets'], capabilities: ['reading', 'writing'], usageCount: 2 },
    defaultWorkflow: [
      { name: 'Read the figures', action: 'sheets.read', input: { range: 'A1:F50' } },
      { name: 'Write the summary', action: 'text.summarize', input: { words: 200 } },
      { name: 'Send it', action: 'mail.send', input: { to: 'team@example.org' } },
    ],
  },
  {
    ...{ id: id(2), name: 'Inbox sorter', category: 'mail', icon: 'inbox' },
    ...{ role: 'Assistant', purpose: 'Labels what comes in' },
    ...{ requiredIntegrations: ['mail'], capabilities: ['classifying'], usageCount: 1 },
    defaultWorkflow: [
      { name: 'Fetch new mail', action: 'mail.fetch', input: { limit: 100 } },
      { name: 'Label it', action: 'mail.label', input: {} },
    ],
  },
];

const agents = [
  { id: id(11), userId: 'ada', template: 0, name: 'Sales report', isFavorite: true, runs: 2 },
  { id: id(12), userId: 'ada', template: 1, name: 'My inbox', isFavorite: false, runs: 0 },
  { id: id(13), userId: 'grace', template: 0, name: 'Support report', isFavorite: false, runs: 1 },
] as const;

/** Two templates, three agents of two people, and what they did. */
export async function seed(prisma: PrismaClient): Promise<void> {
  for (const template of templates) {
    await prisma.agentTemplate.upsert({ where: { id: template.id }, create: template, update: {} });
  }
  let execution = 100;
  for (const { template: index, runs, ...agent } of agents) {
    const template = templates[index];
    if (template === undefined) continue;
    const { id: templateId, category, icon, purpose: goal, requiredIntegrations } = template;
    const inherited = {
      templateId,
      category,
      icon,
      goal,
      requiredIntegrations,
      steps: template.defaultWorkflow,
    };
    await prisma.userAgent.upsert({
      ...{ where: { id: agent.id }, create: { ...agent, ...inherited, executionCount: runs }, update: {} },
    });
    for (let run = 0; run < runs; run++) {
      await seedExecution(prisma, agent.id, id(++execution), template.defaultWorkflow, run);
    }
  }
}

/** A run that ended well, a minute per step. */
async function seedExecution(
  prisma: PrismaClient,
  agentId: string,
  executionId: string,
  steps: readonly { readonly name: string; readonly action: string; readonly input: object }[],
  run: number,
): Promise<void> {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 13 + run * 7, 8, minute));
  const create = steps.map((step, index) => ({
    ...({ ...step, position: index + 1, status: 'SUCCEEDED', output: { ok: true } } as const),
    ...{ startedAt: at(index), finishedAt: at(index + 1) },
  }));
  const times = { createdAt: at(0), startedAt: at(0), finishedAt: at(steps.length) };
  await prisma.agentExecution.upsert({
    where: { id: executionId },
    create: {
      ...({ id: executionId, agentId, status: 'SUCCEEDED', input: { week: 46 + run }, ...times } as const),
      ...{ steps: { create }, log: { create: { message: 'Done', createdAt: at(steps.length) } } },
    },
    update: {},
  });
}
