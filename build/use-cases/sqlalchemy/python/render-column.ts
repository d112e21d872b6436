import { type Column, type Model } from '../data-model.ts';
import { pythonType } from './python-type.ts';
import { defaultArguments } from './column-default.ts';
import { type FileContext } from './file-context.ts';
import { call, type Python } from './layout.ts';
import { pythonString } from './literals.ts';

/** `created_at: Mapped[datetime.datetime] = mapped_column("createdAt", …)`, in one piece. */
export function renderColumn(model: Model, column: Column, context: FileContext): Python {
  const { names, style, helpers } = context;
  const attribute = names.attributeOf(model.name, column.field);
  const { hint, type, helpers: ofType } = pythonType(column, style, names.enums);
  const defaults = defaultArguments(column, model, context.enumValues);
  for (const helper of [...ofType, ...defaults.helpers]) helpers.add(helper);
  const isKey = model.primaryKey?.columns.includes(column) === true;
  // Lists may be empty in the database, whatever the schema says.
  const isNullable = !isKey && (column.isList || !column.isRequired);
  const isCounted = column.default?.kind === 'function' && column.default.name === 'autoincrement';
  return call(
    `${attribute}: Mapped[${isNullable ? `Optional[${hint}]` : hint}] = ${style === '1.4' ? 'sa.Column' : 'mapped_column'}`,
    [
      ...(attribute === column.name ? [] : [pythonString(column.name)]),
      type,
      ...defaults.positional,
      // SQLAlchemy would take a number in a key for one that counts up by itself.
      ...(isKey && !isCounted && /Int$/.test(column.type) ? ['autoincrement=False'] : []),
      ...defaults.named,
      ...(isNullable || isKey ? [] : ['nullable=False']),
    ],
  );
}

/** `sa.Column("A", sa.Text)`, in tables without a class. */
export function bareColumn(name: string, column: Column, context: FileContext): Python {
  const { type, helpers } = pythonType(column, context.style, context.names.enums);
  for (const helper of helpers) context.helpers.add(helper);
  return call('sa.Column', [pythonString(name), type]);
}
