import { type Declared } from '../../../../model/scanned-source.ts';
import { columnName } from '../../../../model/names/list-constraint-names.ts';
import { listTableNames } from '../../../../model/names/list-table-names.ts';
import { type Change } from '../recognise/change.ts';
import { columnsThatGo } from '../recognise/columns-that-go.ts';
import { oldFieldLine } from './old-field.ts';
import { columnOf, tableOf, type TableShape } from '../recognise/table-shape.ts';

/** The schema as its authors wrote it, and the tables on both sides. */
export interface SchemaBetween {
  readonly declared: readonly Declared[];
  readonly defaultSchema: string;
  /** What the committed migrations build, tables under their new names; and what the schema wants. */
  readonly before: readonly TableShape[];
  readonly after: readonly TableShape[];
}

/** Fields and indexes that stay until contract. */
export function oldLines(
  change: Exclude<Change, { kind: 'rename-table' }>,
  model: Declared,
  { before, after, declared, defaultSchema }: SchemaBetween,
): string[] {
  const columns = columnsThatGo(change);
  const old = tableOf(before, change.table);
  if (!old || columns.length === 0) return [];
  const enums = new Map(
    listTableNames(declared, { defaultSchema }).flatMap((one) =>
      one.thing === 'enum' ? [[one.name, one.owner.name] as const] : [],
    ),
  );
  const taken = new Map(model.fields.map((field) => [field.name, columnName(field)]));
  const named = new Map<string, string>();
  const fieldFor = (column: string): string => {
    const known = named.get(column);
    if (known !== undefined) return known;
    const wanted = /^[A-Za-z]\w*$/.test(column) ? column : `old_${column.replaceAll(/\W/g, '_')}`;
    let name = wanted;
    for (let at = 1; taken.has(name); at += 1) name = `${wanted}Old${at === 1 ? '' : String(at)}`;
    named.set(column, name);
    return name;
  };
  const lines = columns.flatMap((name) => {
    const column = columnOf(old, name);
    if (!column) return [];
    const own = old.indexes.find((one) => one.isUnique && one.columns.join('\n') === name);
    return oldFieldLine(
      {
        ...column,
        // A default would look like a value of the running version, and make a row of the new table.
        default: change.kind === 'split' ? null : column.default,
        name: fieldFor(name),
        column: name,
        ...(own === undefined ? {} : { unique: own.name }),
      },
      (type) => enums.get(type),
    );
  });
  const table = tableOf(after, change.table);
  const indexes = old.indexes
    .filter(({ columns: list }) => list.some((one) => columns.includes(one)))
    .filter(({ isUnique, columns: list }) => !(isUnique && list.length === 1))
    .map(({ name, isUnique, columns: list }) => {
      const fields = list.map((one) =>
        columns.includes(one)
          ? fieldFor(one)
          : (model.fields.find((field) => columnName(field) === one)?.name ?? one),
      );
      return `  @@${isUnique ? 'unique' : 'index'}([${fields.join(', ')}], map: ${JSON.stringify(name)}) // until \`tessera migrate contract\``;
    });
  return table ? [...lines, ...indexes] : [];
}
