import { InternalError } from '../../../diagnostics/internal-error.ts';
import { derivedName } from '../../../model/names/derived-name.ts';
import { type JoinTable, modelOf } from '../data-model.ts';
import { type Stub } from '../select-models.ts';
import { type FileContext } from './file-context.ts';
import { before, call, layOut, named, type Python } from './layout.ts';
import { pythonString } from './literals.ts';
import { bareColumn } from './render-column.ts';
import { foreignKeyConstraint, primaryKeyConstraint } from './render-constraints.ts';

/** A table that is only the end of a foreign key. */
export function renderStub({ model, columns }: Stub, context: FileContext): string {
  return `${layOut(
    table(model.table, model.schema, [
      ...columns.map((column) => bareColumn(column.name, column, context)),
      named('info', '{"is_stub": True}'),
    ]),
  )}\n`;
}

/** The table behind an implicit many-to-many relation, as Prisma makes it. */
export function renderJoinTable(join: JoinTable, context: FileContext): string {
  const sides = (['a', 'b'] as const).map((side) => {
    const target = modelOf(context.selection.models, join[side].model);
    const [key] = target.identity;
    if (!key)
      throw new InternalError(`Prisma's description has a relation to "${target.name}", which has no key.`);
    const name = side.toUpperCase();
    return {
      column: bareColumn(name, key, context),
      key: foreignKeyConstraint({
        name: derivedName(`${join.table}_${name}`, '_fkey'),
        columns: [name],
        target,
        targetColumns: [key.name],
        actions: { ondelete: 'CASCADE', onupdate: 'CASCADE' },
      }),
    };
  });
  const definition = table(join.table, join.schema, [
    ...sides.map(({ column }) => column),
    primaryKeyConstraint(derivedName(join.table, '_AB_pkey'), ['A', 'B']),
    ...sides.map(({ key }) => key),
    call('sa.Index', [pythonString(derivedName(join.table, '_B_index')), pythonString('B')]),
  ]);
  return `${layOut(before(`${context.names.tableOf(join.relation)} = `, definition))}\n`;
}

function table(name: string, schema: string | undefined, items: readonly Python[]): Python {
  return call('sa.Table', [
    pythonString(name),
    'Base.metadata',
    ...items,
    ...(schema === undefined ? [] : [named('schema', pythonString(schema))]),
  ]);
}
