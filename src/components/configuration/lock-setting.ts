import { type PrismaService } from '@/database';
import { type ConfigurationSetting, Prisma } from '@/generated/prisma/client.ts';

type Key = { readonly id: string } | { readonly key: string; readonly environment: string };

/**
 * Locks a setting until the transaction ends, so that callers at the same moment change it one after the other. Raw
 * SQL, because Prisma's API has no row locks.
 *
 * @returns the setting as it is under the lock, or null when there is none
 */
export async function lockSetting(
  tx: PrismaService<'configuration'>,
  by: Key,
): Promise<ConfigurationSetting | null> {
  const condition =
    'id' in by
      ? Prisma.sql`id = ${by.id}::uuid`
      : Prisma.sql`key = ${by.key} AND environment = ${by.environment}`;
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM configuration_settings WHERE ${condition} FOR UPDATE`;
  return row === undefined ? null : tx.configurationSetting.findUnique({ where: { id: row.id } });
}
