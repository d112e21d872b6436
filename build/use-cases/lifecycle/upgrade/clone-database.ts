import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { systemErrorCode } from '../../../postgres/embedded/database-error.ts';
import { applyMigrations } from '../../../prisma-engine/apply-migrations.ts';
import { listPendingMigrations } from '../../../prisma-engine/list-pending-migrations.ts';
import { type ConnectionOptions } from '../../../postgres/connection/connection-options.ts';
import { isOwnSchema } from '../../../postgres/catalog/list-schemas.ts';
import { withClient, withSession } from '../../../postgres/connection/with-session.ts';
import { type Session } from '../../../postgres/connection/open-session.ts';
import { sweepTemporary, temporaryDatabaseName } from '../../../postgres/throw-away/temporary-databases.ts';
import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';

/** A copy of a database, with its rows, that goes away again. */
export interface DatabaseClone {
  readonly url: string;
  readonly target: ConnectionOptions;
  /** `template`: byte for byte; `rows`: what the migrations build, with the rows copied, as others were connected. */
  readonly madeBy: 'template' | 'rows';
  readonly drop: () => Promise<void>;
}

const inUse = '55006';

/**
 * Copies a database on its own server. PostgreSQL copies one itself while no other session is connected; with an application
 * at work the migrations are replayed in a new one and the rows copied in one snapshot.
 */
export async function cloneDatabase(
  url: string,
  session: Session,
  migrationsDir: string,
): Promise<DatabaseClone> {
  const prefix = 'tessera_rehearsal_';
  await sweepTemporary(prefix, session);
  const name = await temporaryDatabaseName(prefix, session);
  const clone = new URL(url);
  clone.pathname = `/${name}`;
  const target = { ...session.target, database: name };
  const onAdmin = async (sql: string): Promise<void> => {
    await withSession({ ...session.target, database: 'postgres' }, ({ pool }) => pool.query(sql));
  };
  const drop = (): Promise<void> => onAdmin(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)} WITH (FORCE)`);
  const { database } = session.target;
  const create = `CREATE DATABASE ${quoteIdentifier(name)}`;
  try {
    await onAdmin(`${create} TEMPLATE ${quoteIdentifier(database)}`);
    return { url: clone.href, target, madeBy: 'template', drop };
  } catch (error) {
    if (systemErrorCode(error) !== inUse) throw error;
  }
  await onAdmin(create);
  try {
    await applyAsIn(url, clone.href, migrationsDir);
    await copyRows(session.target, target);
    return { url: clone.href, target, madeBy: 'rows', drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

/** Builds what the source has by now: what is still to be applied there has tables and columns that it lacks. */
async function applyAsIn(source: string, target: string, migrationsDir: string): Promise<void> {
  const { pending } = await listPendingMigrations({ url: source }, migrationsDir);
  const later = new Set(pending.map((id) => join(migrationsDir, id)));
  const folder = await mkdtemp(join(tmpdir(), 'tessera-applied-'));
  try {
    await cp(migrationsDir, folder, { recursive: true, filter: (file) => !later.has(file) });
    await applyMigrations({ url: target }, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Every row of every table both have; keys and triggers are off meanwhile, as the order of the tables would matter. */
async function copyRows(source: ConnectionOptions, target: ConnectionOptions): Promise<void> {
  await withClient(source, (reader) =>
    withClient(target, async (writer) => {
      await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await writer.query('SET session_replication_role = replica');
      const { rows } = await writer.query<{ schema: string; name: string; columns: string[] }>(tables);
      for (const { schema, name, columns } of rows) {
        const table = `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
        const list = columns.map(quoteIdentifier).join(', ');
        await pipeline(
          reader.query(copyTo(`COPY (SELECT ${list} FROM ${table}) TO STDOUT (FORMAT binary)`)),
          writer.query(copyFrom(`COPY ${table} (${list}) FROM STDIN (FORMAT binary)`)),
        );
      }
      await writer.query(sequences);
    }),
  );
}

const tables = `SELECT n.nspname AS schema, c.relname AS name,
    array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '') AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relkind = 'r' AND ${isOwnSchema('n.nspname')} AND c.relname <> '_prisma_migrations'
  GROUP BY 1, 2 ORDER BY 1, 2`;

/** Past what was copied: a migration may insert. */
const sequences = `DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT c.oid::regclass AS tab, a.attname AS col, pg_get_serial_sequence(c.oid::regclass::text, a.attname) AS seq
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND ${isOwnSchema('n.nspname')}
      AND pg_get_serial_sequence(c.oid::regclass::text, a.attname) IS NOT NULL
  LOOP
    EXECUTE format('SELECT setval(%L, coalesce((SELECT max(%I) FROM %s), 0) + 1, false)', one.seq, one.col, one.tab);
  END LOOP;
END $$`;
