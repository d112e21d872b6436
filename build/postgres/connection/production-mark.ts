import { type Session } from './open-session.ts';

/**
 * The PostgreSQL schema of the tool's own tables. Prisma looks only at the schemas its datasource names, so what is in
 * here is neither drift nor dropped by `migrate reset`.
 */
export const toolSchema = 'tessera';

/** Whether a database says of itself that it is production (`tessera db mark production`). */
export async function readProductionMark({ pool }: Pick<Session, 'pool'>): Promise<boolean> {
  // The catalogue may be read by every role; a table that exists and may not be read is an error, not "unmarked".
  const { rows } = await pool.query<{ there: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = '${toolSchema}' AND c.relname = 'production') AS there`,
  );
  if (rows[0]?.there !== true) return false;
  const marks = await pool.query(`SELECT FROM "${toolSchema}"."production"`);
  return (marks.rowCount ?? 0) > 0;
}

/** Marks a database, or takes the mark away; one transaction, and doing it twice changes nothing. */
export async function writeProductionMark(
  { pool }: Pick<Session, 'pool'>,
  isProduction: boolean,
): Promise<void> {
  const schema = `"${toolSchema}"`;
  await pool.query(
    isProduction
      ? `CREATE SCHEMA IF NOT EXISTS ${schema};
         GRANT USAGE ON SCHEMA ${schema} TO PUBLIC;
         CREATE TABLE IF NOT EXISTS ${schema}."production" (
           "one" boolean PRIMARY KEY DEFAULT true CHECK ("one"),
           "marked_at" timestamptz NOT NULL DEFAULT now(),
           "marked_by" text NOT NULL DEFAULT session_user
         );
         GRANT SELECT ON ${schema}."production" TO PUBLIC;
         INSERT INTO ${schema}."production" DEFAULT VALUES ON CONFLICT DO NOTHING;`
      : `DROP TABLE IF EXISTS ${schema}."production"`,
  );
}
