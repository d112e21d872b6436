import { createHash, randomUUID } from 'node:crypto';
import { type ClientBase } from 'pg';
import { diskFiles } from '../../files/disk-files.ts';
import { sendScript } from '../../prisma-engine/send-script.ts';

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

/** The committed migrations do not make a database. */
class TestMigrationError extends Error {
  override readonly name = 'TestMigrationError';

  constructor(migration: string, cause: unknown) {
    super(`The migration ${migration} cannot be applied to an empty database`, { cause });
  }
}

/**
 * Applies every committed migration, oldest first, to an empty database.
 *
 * @throws TestMigrationError when the SQL of one fails.
 */
export async function migrateDatabase(client: ClientBase, migrationsDir: string): Promise<void> {
  await client.query(bookkeeping);
  const names = diskFiles.list(migrationsDir).filter(({ kind }) => kind === 'directory');
  for (const { name, path } of names) {
    const script = new TextDecoder().decode(diskFiles.read(`${path}/migration.sql`));
    try {
      await sendScript(client, script);
    } catch (error) {
      throw new TestMigrationError(name, error);
    }
    const checksum = createHash('sha256').update(script).digest('hex');
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
  }
}
