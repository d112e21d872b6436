import { type SqlResultSet } from '@prisma/driver-adapter-utils';
import { isTenantObject } from '../../postgres/names/tenant-object.ts';

/**
 * Takes the indexes and foreign keys of tenant models out of what the engine reads of a database: its next migration would
 * drop them, because no schema file names them.
 */
export function hideTenantObjects(result: SqlResultSet): SqlResultSet {
  const at = nameColumn(result.columnNames);
  if (at < 0) return result;
  return { ...result, rows: result.rows.filter((row) => !isTenantObject(String(row[at]))) };
}

/** Of the engine's list of indexes, or of its list of foreign keys. */
function nameColumn(columns: readonly string[]): number {
  if (columns.includes('index_algo')) return columns.indexOf('index_name');
  return columns.includes('con_id') ? columns.indexOf('constraint_name') : -1;
}
