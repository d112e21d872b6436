import pg from 'pg';
import { type DatabaseOptions } from './database-options.ts';

/**
 * What every session begins with. Said as statements, not as parameters of the connection, which PgBouncer refuses.
 *
 * - UTC: Prisma's driver drops the offset of what it reads and writes; in a session in another zone every
 *   `timestamptz` would be off by hours for whatever else reads it.
 * - How long a statement may run. An explicit 0 would override the role's own setting.
 */
export async function prepareSession(
  client: pg.ClientBase,
  { statementTimeout }: Pick<DatabaseOptions, 'statementTimeout'>,
): Promise<void> {
  const timeout =
    statementTimeout > 0 ? `; SET statement_timeout = ${Math.round(statementTimeout * 1000)}` : '';
  await client.query(`SET TIME ZONE 'UTC'${timeout}`);
  await watchTheClient(client);
}

/**
 * Lets a backend see, once a second while it works, whether its client is still there: a statement ends when the
 * application was killed or let go of the connection. PostgreSQL knows this since version 14, and not on every
 * system: where it refuses, the statement's time limit is what ends it.
 */
async function watchTheClient(client: pg.ClientBase): Promise<void> {
  try {
    await client.query(`SELECT set_config(name, '1s', false) FROM pg_settings
      WHERE name = 'client_connection_check_interval' AND setting = '0'`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
  }
}
