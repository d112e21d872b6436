import { type SqlDriverAdapter, type SqlQuery } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { quoteIdentifier } from '../postgres/names/quote-identifier.ts';

/**
 * Keeps a migration and Prisma's record of it in one transaction.
 *
 * The engine inserts an unfinished row into `_prisma_migrations`, runs the script, and then sets `finished_at`: a crash
 * in between leaves a row that says "failed" of a migration of which nothing is there, or all of it. PostgreSQL runs what
 * comes in one message as one transaction, so the row, the script and `finished_at` are sent together. After a crash
 * the migration is either recorded and there, or neither, and running the command again does the rest.
 */
export interface MigrationRecorder {
  /** Takes the engine's insert and keeps it for the script that follows. */
  readonly queryRaw: SqlDriverAdapter['queryRaw'];
  readonly executeRaw: SqlDriverAdapter['executeRaw'];
  readonly executeScript: (script: string) => Promise<void>;
}

/** What is sent in place of a migration's script. */
export interface RecordedScript {
  readonly text: string;
  readonly script: string;
  /** Characters before the script, to be taken off the positions of errors; less than none for a later piece of it. */
  readonly offset: number;
  /** Interrupted, it can be sent again. */
  readonly isRepeatable: boolean;
}

/** How a script fails, as far as the record is concerned. */
export type RecordedFailure =
  /** PostgreSQL refuses it inside a transaction, such as `CREATE INDEX CONCURRENTLY`. */
  | 'needs-no-transaction'
  /** The database, not the script: full disk, shutdown, lost connection, deadlock. Trying again may do. */
  | 'interrupted'
  | 'refused';

export interface RecorderHooks {
  /** Sends a script as one message. */
  readonly send: (script: string, recorded?: RecordedScript) => Promise<void>;
  /** Why the last script failed. */
  readonly lastFailure: () => RecordedFailure;
}

const INSERT = /^INSERT INTO "_prisma_migrations" \("id","checksum","started_at","migration_name"\) VALUES/;

/** @param schema The PostgreSQL schema the record is in; scripts may change the search path. */
export function createMigrationRecorder(
  inner: SqlDriverAdapter,
  schema: string,
  { send, lastFailure }: RecorderHooks,
): MigrationRecorder {
  const table = `${quoteIdentifier(schema)}."_prisma_migrations"`;
  let waiting: SqlQuery | undefined;

  const insert = async (query: SqlQuery): Promise<void> => {
    await inner.executeRaw({ ...query, sql: `${query.sql} ON CONFLICT DO NOTHING` });
  };
  /** Before anything else is sent: no record is forgotten. */
  const flush = async (): Promise<void> => {
    const query = waiting;
    waiting = undefined;
    if (query) await insert(query);
  };
  const isRecorded = async (query: SqlQuery): Promise<boolean> => {
    const sql = `SELECT FROM ${table} WHERE "id" = ${literal(query.args[0])}`;
    return (await inner.queryRaw({ sql, args: [], argTypes: [] })).rows.length > 0;
  };

  /** What may be repeated is recorded when all of it is there: interrupted before, it is still to be applied. */
  const sendPieces = async (script: string, query: SqlQuery | undefined): Promise<void> => {
    // PostgreSQL's parser is loaded when it is needed, which is seldom.
    const { splitScript } = await import('./split-script.ts');
    const { pieces, isRepeatable } = await splitScript(script);
    if (query && !isRepeatable) await insert(query);
    try {
      for (const { text, start } of pieces) await send(text, { text, script, offset: -start, isRepeatable });
    } catch (error) {
      if (query && isRepeatable && lastFailure() !== 'interrupted') await insert(query);
      throw error;
    }
    if (query && isRepeatable) await send(withRecord(query, '', table).text);
  };

  return {
    queryRaw: async (query) => {
      await flush();
      if (!INSERT.test(query.sql)) return inner.queryRaw(query);
      waiting = query;
      return { columnNames: [], columnTypes: [], rows: [] };
    },
    executeRaw: async (query) => {
      await flush();
      return inner.executeRaw(query);
    },
    executeScript: async (script) => {
      const query = waiting;
      waiting = undefined;
      const recorded = query && withRecord(query, script, table);
      try {
        await send(recorded?.text ?? script, recorded);
        return;
      } catch (error) {
        const failure = lastFailure();
        // A script with a COMMIT of its own may have left its row: it stays, unfinished, which is the truth.
        const isHalfDone = failure === 'needs-no-transaction' && query && (await isRecorded(query));
        if (query && failure !== 'interrupted' && (failure === 'refused' || isHalfDone)) await insert(query);
        if (failure !== 'needs-no-transaction' || isHalfDone) throw error;
      }
      await sendPieces(script, query);
    },
  };
}

function withRecord({ args }: SqlQuery, script: string, table: string): RecordedScript {
  const [id] = args;
  const before = `INSERT INTO ${table} ("id","checksum","started_at","migration_name") VALUES (${args.map(literal).join(',')});\n`;
  // The last statement may lack its semicolon, or end in a comment.
  const after = `\n;\nUPDATE ${table} SET "finished_at" = clock_timestamp() WHERE "id" = ${literal(id)}`;
  return { text: before + script + after, script, offset: Array.from(before).length, isRepeatable: true };
}

function literal(value: unknown): string {
  return pg.escapeLiteral(value instanceof Date ? value.toISOString() : String(value));
}
