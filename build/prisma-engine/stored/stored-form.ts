import type pg from 'pg';
import { z } from 'zod';
import { asDriverError } from '../../postgres/connection/connection-error.ts';
import { type Session } from '../../postgres/connection/open-session.ts';
import { type DeclaredDefault, type DeclaredIndex } from './declared-expressions.ts';
import { quoteIdentifier } from '../../postgres/names/quote-identifier.ts';

/** A table of the database that is being described. */
export interface DescribedTableName {
  readonly namespace: string;
  readonly table: string;
}

/** What PostgreSQL makes of SQL from a schema; undefined when it refuses it, or may not be asked. */
export interface StoredForms {
  /** By column and text; null for no default at all. */
  readonly defaultOf: (declared: DeclaredDefault) => string | null | undefined;
  /** Of the whole index: conditions and operator classes. */
  readonly indexOf: (declared: DeclaredIndex) => StoredIndex | undefined;
}

const StoredDefault = z.object({ stored: z.string().nullable() });
const StoredIndex = z.object({
  predicate: z.string().nullable(),
  /** By position: name and options. */
  operatorClasses: z.array(z.string()),
});

/** An index in PostgreSQL's words. */
export type StoredIndex = z.infer<typeof StoredIndex>;

/** What is to be found out about one table. */
export interface Questions {
  readonly defaults: readonly DeclaredDefault[];
  readonly indexes: readonly { readonly declared: DeclaredIndex; readonly method: string }[];
}

const copyName = '"tessera_compared"';
const copy = `pg_temp.${copyName}`;
const copyIndex = '"tessera_compared_idx"';

const readDefault = `
  SELECT pg_get_expr(d.adbin, d.adrelid) AS stored
  FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = '${copy}'::regclass AND a.attname = $1`;

/** Of the index with the object identifier `$1`. */
const describeIndex = `
  SELECT pg_get_expr(i.indpred, i.indrelid) AS predicate,
    array_agg(concat(o.opcname, '(', array_to_string(a.attoptions, ','), ')')::text ORDER BY k.at) AS "operatorClasses"
  FROM pg_index i
  CROSS JOIN LATERAL unnest(i.indclass) WITH ORDINALITY AS k(class, at)
  JOIN pg_opclass o ON o.oid = k.class
  JOIN pg_attribute a ON a.attrelid = i.indexrelid AND a.attnum = k.at
  WHERE i.indexrelid = to_regclass($1)
  GROUP BY i.indexrelid, i.indpred, i.indrelid`;

/**
 * Lets PostgreSQL store what a schema says, in an empty copy of the table that only this session sees, and reads it back.
 * Nothing of it stays; the table itself is read, never locked against others.
 */
export async function askStoredForms(
  session: Session,
  name: DescribedTableName,
  { defaults, indexes }: Questions,
): Promise<StoredForms> {
  const storedDefaults = new Map<DeclaredDefault, string | null>();
  const storedIndexes = new Map<DeclaredIndex, StoredIndex>();
  const forms: StoredForms = {
    defaultOf: (declared) => storedDefaults.get(declared),
    indexOf: (declared) => storedIndexes.get(declared),
  };
  await onCopy(session, name, async (ask, attempt) => {
    for (const declared of defaults) {
      await attempt(async () => {
        const column = quoteIdentifier(declared.column);
        await ask(`ALTER TABLE ${copy} ALTER COLUMN ${column} SET DEFAULT ${declared.sql}`);
        const [found] = z.array(StoredDefault).parse(await ask(readDefault, [declared.column]));
        if (found) storedDefaults.set(declared, found.stored);
      });
    }
    for (const { declared, method } of indexes) {
      await attempt(async () => {
        await ask(createIndex(declared, method));
        const [found] = z.array(StoredIndex).parse(await ask(describeIndex, [`pg_temp.${copyIndex}`]));
        if (found) storedIndexes.set(declared, found);
      });
    }
  });
  return forms;
}

/** An index of the database itself. */
export async function readStoredIndex(
  { pool }: Session,
  namespace: string,
  index: string,
): Promise<StoredIndex | undefined> {
  const name = [namespace, index].map(quoteIdentifier).join('.');
  const client = await pool.connect();
  try {
    return z.array(StoredIndex).parse((await client.query(describeIndex, [name])).rows)[0];
  } finally {
    client.release();
  }
}

type Ask = (text: string, values?: unknown[]) => Promise<unknown[]>;
type Attempt = (work: () => Promise<void>) => Promise<void>;

async function onCopy(
  { pool }: Session,
  { namespace, table }: DescribedTableName,
  work: (ask: Ask, attempt: Attempt) => Promise<void>,
): Promise<void> {
  // Not `pool.query`: what PostgreSQL refuses here is no failure of the engine's.
  const client = await pool.connect();
  // The extended protocol takes one statement, whatever is in the text.
  const ask: Ask = async (text, values = []) => {
    const config = { text, values, queryMode: 'extended' };
    const { rows } = await client.query<pg.QueryResultRow>(config);
    return rows;
  };
  const attempt: Attempt = async (step) => {
    await ask('SAVEPOINT tessera_compared');
    await step().catch(ignoreRefusal);
    await ask('ROLLBACK TO SAVEPOINT tessera_compared');
  };
  try {
    await ask('BEGIN');
    const source = [namespace, table].map(quoteIdentifier).join('.');
    const isMade = await ask(`CREATE TEMPORARY TABLE ${copyName} (LIKE ${source})`).then(
      () => true,
      (error: unknown) => {
        // A role that may not, or a database that is read only: the words are compared as they are.
        if (['42501', '25006'].includes(asDriverError(error).code ?? '')) return false;
        throw error;
      },
    );
    if (isMade) await work(ask, attempt);
  } finally {
    await client.query('ROLLBACK').finally(() => {
      client.release();
    });
  }
}

/** SQL that PostgreSQL refuses is stored nowhere, so it differs; the migration it belongs to says why. */
function ignoreRefusal(error: unknown): void {
  if (asDriverError(error).code === undefined) throw error;
}

function createIndex({ columns, predicate }: DeclaredIndex, method: string): string {
  const list = columns.map(({ name, operatorClass }) =>
    [quoteIdentifier(name), ...(operatorClass ? [operatorClass.sql] : [])].join(' '),
  );
  const where = predicate === undefined ? '' : ` WHERE ${predicate}`;
  return `CREATE INDEX ${copyIndex} ON ${copy} USING ${quoteIdentifier(method)} (${list.join(', ')})${where}`;
}
