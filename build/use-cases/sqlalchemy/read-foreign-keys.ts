import { literalArgument } from '../../model/names/declared.ts';
import { derivedName } from '../../model/names/derived-name.ts';
import { type Action, type ForeignKey } from './data-model.ts';
import { columnsOf, type DescribedTable } from './described-table.ts';
import { type DMMF } from './dmmf.ts';
import { attributeNamed, fieldNamed } from './read-declared.ts';

const actions: Readonly<Record<string, Action>> = {
  Cascade: 'CASCADE',
  Restrict: 'RESTRICT',
  NoAction: 'NO ACTION',
  SetNull: 'SET NULL',
  SetDefault: 'SET DEFAULT',
};

/** The foreign keys of a table by the field that has them. */
export function readForeignKeys(
  table: DescribedTable,
  tables: ReadonlyMap<string, DescribedTable>,
): ReadonlyMap<string, ForeignKey> {
  return new Map(
    table.model.fields.flatMap((field): [string, ForeignKey][] => {
      const key = readForeignKey(table, field, tables.get(field.type));
      return key ? [[field.name, key]] : [];
    }),
  );
}

function readForeignKey(
  table: DescribedTable,
  field: DMMF.Field,
  target: DescribedTable | undefined,
): ForeignKey | undefined {
  const { relationFromFields: from = [], relationToFields: to = [] } = field;
  const columns = columnsOf(table, from);
  const targetColumns = target && columnsOf(target, to);
  if (from.length === 0 || !columns || !targetColumns) return undefined;
  const relation = attributeNamed(fieldNamed(table.declaration, field.name), 'relation');
  const stem = [table.name, ...columns.map(({ name }) => name)].join('_');
  // A key that cannot be emptied as a whole is not emptied at all.
  const canBeNull = !field.isRequired && columns.every((column) => !column.isRequired);
  return {
    name: literalArgument(relation, 'map')?.value ?? derivedName(stem, '_fkey'),
    columns,
    target: target.model.name,
    targetColumns,
    onDelete: actions[field.relationOnDelete ?? ''] ?? (canBeNull ? 'SET NULL' : 'RESTRICT'),
    onUpdate: actions[field.relationOnUpdate ?? ''] ?? 'CASCADE',
  };
}
