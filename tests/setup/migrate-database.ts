import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Client } from 'pg';

/** Prisma's own bookkeeping, so that what the tests see is what `prisma migrate deploy` leaves behind. */
export const bookkeeping = `
  CREATE TABLE "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`;

/**
 * Applies every committed migration, oldest first, to an empty database.
 *
 * @throws with the migration's name when its SQL fails.
 */
export async function migrateDatabase(client: Client, migrationsDir: string): Promise<void> {
  await client.query(bookkeeping);
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  for (const name of names.sort()) {
    const script = await readFile(join(migrationsDir, name, 'migration.sql'), 'utf8');
    try {
      await client.query(script);
    } catch (error) {
      throw new Error(`The migration ${name} cannot be applied to an empty database`, { cause: error });
    }
    const checksum = createHash('sha256').update(script).digest('hex');
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
  }
}
