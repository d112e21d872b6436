import { type PrismaService } from '@/database';
import { type StoredEvent } from '@/generated/prisma/client.ts';

/** Writes down where the log of a tenant ends, for those who go through all tenants. */
export async function moveHead(
  tx: PrismaService<'event-store'>,
  { tenantId, position, createdAt }: StoredEvent,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO event_heads ("tenantId", position, "updatedAt") VALUES (${tenantId}, ${position}, ${createdAt})
    ON CONFLICT ("tenantId") DO UPDATE SET position = excluded.position, "updatedAt" = excluded."updatedAt"`;
}
