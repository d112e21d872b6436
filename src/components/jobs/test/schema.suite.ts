import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import PgBoss from 'pg-boss';
import { useTestDatabase } from '@/database/test-utils';
import { schema, schemaVersion } from '../queue/statements.ts';

/** What stands in a schema, as PostgreSQL writes it, with the schema's name left out. */
async function contentsOf(client: Client, name: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ text: string }>(
    `SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
        || ' ' || COALESCE(pg_get_expr(d.adbin, d.adrelid), '') AS text
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
      LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
      WHERE c.relnamespace = $1::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL SELECT 'index ' || pg_get_indexdef(i.indexrelid)
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = $1::regnamespace
    UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = $1::regnamespace AND contype <> 'n'
    UNION ALL SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = $1::regnamespace
    UNION ALL SELECT 'trigger ' || pg_get_triggerdef(t.oid)
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = $1::regnamespace AND NOT t.tgisinternal
    UNION ALL SELECT 'enum ' || t.typname || ' ' || e.enumlabel || ' ' || e.enumsortorder
      FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid WHERE t.typnamespace = $1::regnamespace`,
    [name],
  );
  return rows.map(({ text }) => text.replaceAll(name, 'SCHEMA').replaceAll(/\s+/g, ' ')).toSorted();
}

describe("the queue's tables", () => {
  const database = useTestDatabase();

  it('are those that the library would make, and what the migration says that it adds', async () => {
    const client = new Client(database.url);
    await client.connect();
    try {
      await client.query(PgBoss.getConstructionPlans('library'));
      const made = await contentsOf(client, 'library');
      const migrated = await contentsOf(client, schema);
      const { rows } = await client.query<{ version: number }>('SELECT version FROM library.version');

      expect(made.filter((text) => !migrated.includes(text))).toEqual([]);
      const added = migrated.filter((text) => !made.includes(text));
      expect(added.filter((text) => !/job_default|notify_workers/.test(text))).toEqual([]);
      expect(made.length).toBeGreaterThan(40);
      expect(rows).toEqual([{ version: schemaVersion }]);
    } finally {
      await client.end();
    }
  });

  it('have their SQL beside the component, for projects that install it', async () => {
    const migrations = await readdir('prisma/migrations');
    const own = migrations.filter((name) => /_(add_job_queue|job_queue_keys)$/.test(name));
    const texts = own.map((name) => readFile(`prisma/migrations/${name}/migration.sql`, 'utf8'));

    expect(await readFile(new URL('../prisma/queue.sql', import.meta.url), 'utf8')).toBe(
      (await Promise.all(texts)).join('\n'),
    );
  });

  it('has for all queues what the library makes for each', async () => {
    const client = new Client(database.url);
    await client.connect();
    try {
      await client.query(`SELECT ${schema}.create_queue('probe', '{}')`);
      const contents = await contentsOf(client, schema);
      const { rows } = await client.query<{ name: string }>(
        `SELECT partition_name AS name FROM ${schema}.queue WHERE name = 'probe'`,
      );
      const own = rows[0]?.name ?? '';
      const ofTable = (table: string): string[] =>
        contents
          .filter(
            (text) => text.includes(`${table} `) || text.includes(`${table}_`) || text.includes(`${table}.`),
          )
          .map((text) => text.replaceAll(table, 'TABLE'));
      const ours = ofTable('job_default');

      // The check of its one name is what a partition for all queues cannot have.
      expect(ofTable(own).filter((text) => !text.includes(' cjc ') && !ours.includes(text))).toEqual([]);
      expect(ofTable(own).length).toBeGreaterThan(20);
    } finally {
      await client.end();
    }
  });
});
