import { ColumnTypeEnum, type SqlResultSet } from '@prisma/driver-adapter-utils';
import type pg from 'pg';

/** PostgreSQL's internal one-byte type `"char"`, for example of `pg_constraint.contype`. */
const CHAR_OID = 18;
const TEXT_OID = 25;
/** Cannot be part of a column's name: PostgreSQL refuses the zero byte. */
const MARK = '\u0000';

/**
 * Stands between the driver adapter and the pool. Results become readable for the adapter, which refuses
 * `"char"` columns: their name is marked and their type given as text (`unmarkCharacterColumns` undoes the
 * one and corrects the other). Errors are shown to `onError` whole, before the adapter shortens them.
 */
export function interceptQueries(pool: pg.Pool, onError: (text: string, error: unknown) => void): void {
  const original = pool.query.bind(pool);
  const query = async (config: pg.QueryArrayConfig<unknown[]>): Promise<pg.QueryArrayResult<unknown[]>> => {
    try {
      const result = await original(config);
      // A script of several statements gives a list of results; its columns are not read.
      if (!Array.isArray(result)) result.fields = result.fields.map(markField);
      return result;
    } catch (error) {
      onError(config.text, error);
      throw error;
    }
  };
  Object.defineProperty(pool, 'query', { value: query });
}

/** The engine wants `"char"` as a character; given text, it panics. */
export function unmarkCharacterColumns(result: SqlResultSet): SqlResultSet {
  const marked = result.columnNames.map((name) => name.startsWith(MARK));
  if (!marked.includes(true)) return result;
  return {
    ...result,
    columnNames: result.columnNames.map((name, at) => (marked[at] ? name.slice(MARK.length) : name)),
    columnTypes: result.columnTypes.map((type, at) => (marked[at] ? ColumnTypeEnum.Character : type)),
  };
}

function markField(field: pg.FieldDef): pg.FieldDef {
  return field.dataTypeID === CHAR_OID ? { ...field, name: MARK + field.name, dataTypeID: TEXT_OID } : field;
}
