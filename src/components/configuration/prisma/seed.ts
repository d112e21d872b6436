import { type PrismaClient } from '@/generated/prisma/client.ts';

const by = 'seed';

/** Believable settings: one default for all, exceptions per environment, two feature flags. */
const settings = [
  ['01937000-0000-7000-8000-0000000c0001', 'agents.maxPerUser', 'all', 10, 'Agents one user may own'],
  ['01937000-0000-7000-8000-0000000c0002', 'agents.maxPerUser', 'production', 25, 'Paying users get more'],
  ['01937000-0000-7000-8000-0000000c0003', 'mail.from', 'all', 'hello@example.org', 'Sender of all mail'],
  ['01937000-0000-7000-8000-0000000c0004', 'mail.retry', 'all', { attempts: 3, backoffSeconds: 30 }, null],
  ['01937000-0000-7000-8000-0000000c0005', 'features.new-editor', 'all', false, 'The editor of 2026'],
  ['01937000-0000-7000-8000-0000000c0006', 'features.new-editor', 'staging', true, 'On trial'],
  ['01937000-0000-7000-8000-0000000c0007', 'features.dark-mode', 'all', true, null],
] as const;

/** Adds what is missing; values that were changed since are left alone. */
export async function seed(prisma: PrismaClient): Promise<void> {
  for (const [id, key, environment, value, description] of settings) {
    const setting = { id, key, environment, value, description, createdBy: by };
    await prisma.configurationSetting.upsert({
      where: { key_environment: { key, environment } },
      create: setting,
      update: {},
    });
    // The same id for the setting's first entry, so that a second run finds it.
    const entry = { id, settingId: id, key, environment, newValue: value, changedBy: by };
    await prisma.configurationHistory.upsert({
      where: { id },
      create: { ...entry, action: 'CREATED' },
      update: {},
    });
  }
}
