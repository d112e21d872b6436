import type PgBoss from 'pg-boss';
import { type Sql } from './queue.port.ts';

/** The library's door to a database. It hands over objects where PostgreSQL wants JSON. */
export function libraryDb(sql: Sql): PgBoss.Db {
  return {
    executeSql: (text: string, values?: unknown[]) =>
      sql.executeSql(
        text,
        values?.map((value) => (isRecord(value) ? JSON.stringify(value) : (value ?? null))),
      ),
  };
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
