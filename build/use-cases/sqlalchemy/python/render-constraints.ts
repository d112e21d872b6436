import { type Column, type ForeignKey, type Index, type Model, modelOf } from '../data-model.ts';
import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';
import { type FileContext } from './file-context.ts';
import { call, list, named, type Python } from './layout.ts';
import { pythonString, sqlText } from './literals.ts';

/** Primary key, foreign keys and indexes under the names they have in the database. */
export function renderConstraints(model: Model, context: FileContext): Python[] {
  const { primaryKey } = model;
  return [
    ...(primaryKey ? [primaryKeyConstraint(primaryKey.name, columnNames(primaryKey.columns))] : []),
    ...model.foreignKeys.map((key) => renderForeignKey(key, context)),
    ...model.indexes.map(renderIndex),
  ];
}

export function primaryKeyConstraint(name: string, columns: readonly string[]): Python {
  return call('sa.PrimaryKeyConstraint', [...columns.map(pythonString), named('name', pythonString(name))]);
}

function renderForeignKey(key: ForeignKey, { selection }: FileContext): Python {
  const target =
    selection.stubs.find(({ model }) => model.name === key.target)?.model ??
    modelOf(selection.models, key.target);
  const { name, onDelete, onUpdate } = key;
  return foreignKeyConstraint({
    name,
    columns: columnNames(key.columns),
    target,
    targetColumns: columnNames(key.targetColumns),
    actions: { ondelete: onDelete, onupdate: onUpdate },
  });
}

export function foreignKeyConstraint(key: {
  readonly name: string;
  readonly columns: readonly string[];
  readonly target: Pick<Model, 'table' | 'schema'>;
  readonly targetColumns: readonly string[];
  readonly actions: { readonly ondelete: string; readonly onupdate: string };
}): Python {
  const { table, schema } = key.target;
  const path = schema === undefined ? table : `${schema}.${table}`;
  return call('sa.ForeignKeyConstraint', [
    list(key.columns.map(pythonString)),
    list(key.targetColumns.map((name) => pythonString(`${path}.${name}`))),
    named('name', pythonString(key.name)),
    named('ondelete', pythonString(key.actions.ondelete)),
    named('onupdate', pythonString(key.actions.onupdate)),
  ]);
}

function renderIndex({ name, isUnique, columns, algorithm, where }: Index): Python {
  return call('sa.Index', [
    pythonString(name),
    ...columns.map(({ column, isDescending, operatorClass }) => {
      if (!isDescending && operatorClass === undefined) return pythonString(column.name);
      const parts = [quoteIdentifier(column.name), operatorClass, isDescending ? 'DESC' : undefined];
      return sqlText(parts.filter((part) => part !== undefined).join(' '));
    }),
    ...(isUnique ? ['unique=True'] : []),
    ...(algorithm === undefined || algorithm === 'BTree'
      ? []
      : [named('postgresql_using', pythonString(algorithm.toLowerCase()))]),
    ...(where === undefined ? [] : [named('postgresql_where', sqlText(where))]),
  ]);
}

function columnNames(columns: readonly Column[]): string[] {
  return columns.map(({ name }) => name);
}
