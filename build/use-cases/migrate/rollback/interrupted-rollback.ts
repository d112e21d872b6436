import { type Session } from '../../../postgres/connection/open-session.ts';
import { toolSchema } from '../../../postgres/connection/production-mark.ts';
import { type MigrationRecord } from './migration-records.ts';

const table = `"${toolSchema}"."rollback"`;

/**
 * "Two steps back" said twice goes four steps back, also when the first call was killed and its caller cannot know whether
 * it had done its work. So such a call writes down what it is about to do, and takes that back when it has said that it
 * is done. The next call finds it and finishes that one instead of going on.
 */
export interface Intent {
  readonly steps: number;
  /** Names of the applied migrations before. */
  readonly from: readonly string[];
}

/** @returns How many steps are left of what an interrupted call was about to do; undefined: there was none. */
export async function stepsLeft(
  { pool }: Pick<Session, 'pool'>,
  records: readonly MigrationRecord[],
  steps: number,
): Promise<number | undefined> {
  const { rows } = await pool.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
    table,
  ]);
  if (rows[0]?.there !== true) return undefined;
  const intents = await pool.query<Intent>(`SELECT "steps", "from" FROM ${table}`);
  const [intent] = intents.rows;
  if (intent?.steps !== steps) return undefined;
  const now = records.map(({ name }) => name);
  if (isSame(now, intent.from)) return steps;
  // Anything else: the database was migrated since, and the intent is obsolete.
  return isSame(now, intent.from.slice(0, -steps)) ? 0 : undefined;
}

export async function writeIntent({ pool }: Pick<Session, 'pool'>, { steps, from }: Intent): Promise<void> {
  await pool.query(
    `CREATE SCHEMA IF NOT EXISTS "${toolSchema}";
     CREATE TABLE IF NOT EXISTS ${table} ("one" boolean PRIMARY KEY DEFAULT true CHECK ("one"), "steps" integer NOT NULL, "from" text[] NOT NULL)`,
  );
  await pool.query(
    `INSERT INTO ${table} ("steps", "from") VALUES ($1, $2) ON CONFLICT ("one") DO UPDATE SET "steps" = $1, "from" = $2`,
    [steps, from],
  );
}

/** To be called after the user was told. */
export async function forgetIntent({ pool }: Pick<Session, 'pool'>): Promise<void> {
  await pool.query(`DROP TABLE IF EXISTS ${table}`);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, at) => name === b[at]);
}
