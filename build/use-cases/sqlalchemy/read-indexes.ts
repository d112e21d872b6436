import { derivedName } from '../../model/names/derived-name.ts';
import { type Index, type PrimaryKey } from './data-model.ts';
import { columnsOf, type DescribedTable } from './described-table.ts';
import { type DMMF } from './dmmf.ts';
import { readWhere } from './read-where.ts';

/** The primary key among the indexes of a table. */
export function readPrimaryKey(
  indexes: readonly DMMF.Index[],
  table: DescribedTable,
): PrimaryKey | undefined {
  const key = indexes.find(({ type }) => type === 'id');
  const columns =
    key &&
    columnsOf(
      table,
      key.fields.map(({ name }) => name),
    );
  return columns && { name: key.dbName ?? derivedName(table.name, '_pkey'), columns };
}

/** All other indexes, and a word about those on columns that are left out. */
export function readIndexes(
  all: readonly DMMF.Index[],
  table: DescribedTable,
): { readonly indexes: readonly Index[]; readonly leftOut: readonly string[] } {
  const indexes: Index[] = [];
  const leftOut: string[] = [];
  for (const index of all.filter(({ type }) => type === 'normal' || type === 'unique')) {
    const isUnique = index.type === 'unique';
    const fields = index.fields.map(({ name }) => name);
    const columns = columnsOf(table, fields);
    if (!columns) {
      leftOut.push(`${isUnique ? 'unique' : 'index'} on ${fields.join(', ')}`);
      continue;
    }
    const stem = [table.name, ...columns.map(({ name }) => name)].join('_');
    indexes.push({
      name: index.dbName ?? derivedName(stem, isUnique ? '_key' : '_idx'),
      isUnique,
      columns: columns.map((column, at) => ({
        column,
        isDescending: index.fields[at]?.sortOrder === 'desc',
        operatorClass: operatorClass(index.fields[at]?.operatorClass),
      })),
      algorithm: index.algorithm,
      where: readWhere(table, index),
    });
  }
  return { indexes, leftOut };
}

/** `JsonbPathOps` is Prisma's word for `jsonb_path_ops`; those given as `raw("…")` stay. */
function operatorClass(name: string | undefined): string | undefined {
  if (name === undefined || !name.endsWith('Ops')) return name;
  return name
    .replace('MinMax', 'Minmax')
    .replace('VarBit', 'Varbit')
    .replace('Tz', 'tz')
    .replaceAll(/(?<=.)[A-Z]/g, '_$&')
    .toLowerCase();
}
