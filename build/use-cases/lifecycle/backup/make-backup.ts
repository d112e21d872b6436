import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PoolClient } from 'pg';
import { systemErrorCode } from '../../../postgres/embedded/database-error.ts';
import { diffSchemas } from '../../../prisma-engine/diff-schemas.ts';
import { listSchemas } from '../../../postgres/catalog/list-schemas.ts';
import { toolSchema } from '../../../postgres/connection/production-mark.ts';
import { inSnapshot } from '../in-snapshot.ts';
import { type Session } from '../../../postgres/connection/open-session.ts';
import { type Holdings } from '../purge/find-holdings.ts';
import { beyondSchema } from './beyond-schema.ts';
import { copyTables, readBack } from './copy-tables.ts';
import { type DumpChoice, dumpTables, findDump } from './dump-tables.ts';
import { restoreScript, type SequenceState } from './restore-script.ts';
import { withPartitions } from './with-partitions.ts';
import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';

export interface BackupOrder {
  readonly component: { readonly name: string; readonly version: string };
  readonly session: Session;
  readonly url: string;
  readonly holdings: Holdings;
  /** Absolute; the backup becomes a folder in it. */
  readonly parent: string;
  readonly now: Date;
  readonly env: NodeJS.ProcessEnv;
}

/** A backup that was read back. */
export interface Backup {
  readonly dir: string;
  readonly rows: number;
  /** Whether `tables.dump` of `pg_dump` is there beside the CSV files. */
  readonly hasDump: boolean;
  /** Why it is not, where a `pg_dump` is there. */
  readonly note?: string;
}

/** What was written cannot be read back as it was; nothing of it is left. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/**
 * Copies the tables of a component into a folder only its owner can read: rows as CSV, everything else as SQL, a script
 * that brings it back, and a dump of `pg_dump` where there is one for this server. The folder gets its name when all of it
 * was read back: one that is there is whole.
 *
 * @throws BackupError, and what the database or the disk say
 */
export async function makeBackup(order: BackupOrder): Promise<Backup> {
  const { component, session, url, holdings, parent, now, env } = order;
  const stamp = now.toISOString().replaceAll(/[-:]|\..*/g, '');
  const name = `${stamp}-${component.name}`;
  await mkdir(parent, { recursive: true, mode: 0o700 });
  // Only its owner gets in; no other process makes its backup in the same one.
  const unfinished = await mkdtemp(join(parent, `.${name}.unfinished-`));
  try {
    const schema = await schemaOf(session, url, holdings);
    const beyond = await beyondSchema(session, schema, holdings.tables);
    const { version, saved, sequences, problems } = await inSnapshot(
      session,
      'READ WRITE',
      async (client) => {
        const saved = await copyTables(client, holdings.tables, unfinished);
        return {
          saved,
          version: await serverVersion(client),
          sequences: await sequencesOf(client, holdings),
          problems: await readBack(client, saved, holdings.tables, unfinished),
        };
      },
    );
    const choice: DumpChoice =
      holdings.tables.length > 0 ? await findDump(version, session.target, env) : { isUsable: false };
    const hasDump = choice.isUsable;
    if (hasDump) problems.push(...(await dumpTables(session.target, holdings.tables, unfinished, env)));
    if (problems.length > 0) throw new BackupError(problems.join('; '));
    const script = await restoreScript(component.name, schema, saved, sequences, beyond);
    await write(unfinished, 'restore.sql', script);
    const { database, host } = session.target;
    const manifest = {
      component: component.name,
      version: component.version,
      database,
      host,
      server: version,
      tables: saved,
      enums: holdings.enums.map(({ schema: place, name, values }) => ({ name: `${place}.${name}`, values })),
      restore: createHash('sha256').update(script).digest('hex'),
      hasDump,
    };
    await write(unfinished, 'backup.json', `${JSON.stringify(manifest, null, 2)}\n`);
    const dir = await giveName(unfinished, join(parent, name));
    const rows = saved.reduce((sum, one) => sum + one.rows, 0);
    return { dir, rows, hasDump, ...(choice.note !== undefined && { note: choice.note }) };
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/** The name, or the next one that is free: another backup of the same second stays what it is. */
async function giveName(unfinished: string, wanted: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const dir = count === 1 ? wanted : `${wanted}-${String(count)}`;
    try {
      await rename(unfinished, dir);
      return dir;
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(systemErrorCode(error) ?? '') || !existsSync(dir))
        throw error;
    }
  }
}

async function write(dir: string, name: string, text: string): Promise<void> {
  await writeFile(join(dir, name), text, { flag: 'wx', mode: 0o600, flush: true });
}

/** SQL that makes exactly these tables and types, from what is in the database. */
async function schemaOf(session: Session, url: string, { tables, enums }: Holdings): Promise<string> {
  const all = [...tables, ...enums];
  if (all.length === 0) return '';
  // Also those it has nothing in: the engine refuses a key into a schema it is not told of.
  const schemas = (await listSchemas(session)).filter((name) => name !== toolSchema);
  const { rows } = await session.pool.query<{ kind: string; full: string }>(
    `SELECT 'table' AS kind, n.nspname || '.' || c.relname AS full FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND n.nspname = ANY($1)
     UNION ALL SELECT 'enum', n.nspname || '.' || t.typname FROM pg_type t
       JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'e' AND n.nspname = ANY($1)`,
    [schemas],
  );
  const own = new Set(all.map(({ schema, name }) => `${schema}.${name}`));
  const others = (kind: string): string[] =>
    rows.filter((row) => row.kind === kind && !own.has(row.full)).map(({ full }) => full);
  const { text } = await diffSchemas(
    { kind: 'empty' },
    { kind: 'database', schemas },
    { target: { url }, external: { tables: others('table'), enums: others('enum') } },
  );
  return withPartitions(text, tables);
}

async function serverVersion(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    `SELECT current_setting('server_version_num')::int AS version`,
  );
  return rows[0]?.version ?? 0;
}

/** Those that belong to a column of the tables. */
async function sequencesOf(client: PoolClient, { tables }: Holdings): Promise<SequenceState[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `SELECT n.nspname AS schema, s.relname AS name FROM pg_depend d
       JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' JOIN pg_namespace n ON n.oid = s.relnamespace
       JOIN pg_class c ON c.oid = d.refobjid JOIN pg_namespace m ON m.oid = c.relnamespace
     WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
       AND m.nspname || '.' || c.relname = ANY($1) ORDER BY 1, 2`,
    [tables.map(({ schema, name }) => `${schema}.${name}`)],
  );
  const states: SequenceState[] = [];
  for (const { schema, name } of rows) {
    const place = `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
    const { rows: found } = await client.query<{ value: string; isCalled: boolean }>(
      `SELECT last_value::text AS value, is_called AS "isCalled" FROM ${place}`,
    );
    states.push(...found.map((state) => ({ schema, name, ...state })));
  }
  return states;
}
