import { type Prisma, type PrismaClient, type StoredEvent } from '@/generated/prisma/client.ts';

/** The tenant "acme" as the component tenancy seeds it. */
const tenantId = 'cm3acme00000008l4a1b2c3d4';

const streams = {
  'Deal/deal-1001': [
    { type: 'deal.opened', data: { title: 'Fleet renewal', amount: 48_000, currency: 'EUR' } },
    { type: 'deal.stage-changed', data: { from: 'new', to: 'qualified' } },
    { type: 'deal.amount-changed', data: { from: 48_000, to: 52_500 } },
    { type: 'deal.won', data: { amount: 52_500, currency: 'EUR' } },
  ],
  'Deal/deal-1002': [
    { type: 'deal.opened', data: { title: 'Warehouse scanners', amount: 9_800, currency: 'EUR' } },
    { type: 'deal.lost', data: { reason: 'budget' } },
  ],
  'Contact/contact-77': [
    { type: 'contact.created', data: { name: 'Mira Santos', email: 'mira@acme.example' } },
    { type: 'contact.email-changed', data: { from: 'mira@acme.example', to: 'mira.santos@acme.example' } },
  ],
};

/** The history of two deals and a contact. Events are never changed, so those that exist are left alone. */
export async function seed(prisma: PrismaClient): Promise<void> {
  await prisma.$transaction(async (tx) => {
    // Policies hold for seeds, too.
    await tx.$executeRaw`SELECT set_config('app.tenant_id', ${tenantId}, true)`;
    await seedStreams(tx);
  });
}

async function seedStreams(prisma: Prisma.TransactionClient): Promise<void> {
  let hour = 8;
  let head: StoredEvent | undefined;
  for (const [name, events] of Object.entries(streams)) {
    const [aggregateType = '', aggregateId = ''] = name.split('/');
    const stream = { tenantId, aggregateType, aggregateId };
    const firstEventAt = new Date(Date.UTC(2026, 9, 12, hour));
    for (const [index, event] of events.entries()) {
      const key = { ...stream, version: index + 1 };
      const createdAt = new Date(Date.UTC(2026, 9, 12, hour++));
      const metadata = { source: 'seed', userId: 'u-17' };
      head = await prisma.storedEvent.upsert({
        where: { tenantId_aggregateType_aggregateId_version: key },
        create: { ...key, ...event, metadata, createdAt },
        update: {},
      });
    }
    const lastEventAt = new Date(Date.UTC(2026, 9, 12, hour - 1));
    await prisma.eventStream.upsert({
      where: { tenantId_aggregateType_aggregateId: stream },
      create: { ...stream, version: events.length, firstEventAt, lastEventAt },
      update: {},
    });
  }
  if (!head) return;
  const { position, createdAt } = head;
  await prisma.eventHead.upsert({
    where: { tenantId },
    create: { tenantId, position, updatedAt: createdAt },
    update: {},
  });
}
