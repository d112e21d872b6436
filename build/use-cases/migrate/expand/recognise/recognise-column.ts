import { type Answers, sqlFor } from './answers.ts';
import { type TableName } from './change.ts';
import { expandCodes } from '../expand-codes.ts';
import { readFormattedType } from '../../../../postgres/types/column-type.ts';
import { widens } from '../../../../postgres/types/compare-types.ts';
import { type ChangeProblem, type Collected, type Sides } from '../open-changes.ts';
import { type ColumnShape, type TableShape } from './table-shape.ts';

export function recogniseType(
  from: ColumnShape,
  to: ColumnShape,
  old: TableShape,
  table: TableShape,
  sides: Sides,
  found: Collected,
): void {
  const word = /[a-z_]\w*/i.exec(to.type)?.[0] ?? 'new';
  const taken = [...old.columns, ...table.columns].map(({ name }) => name);
  let name = `${from.name}_${to.type.endsWith('[]') ? `${word}s` : word}`;
  for (let at = 2; taken.includes(name); at += 1) name = `${from.name}_${word}_${String(at)}`;
  recogniseMove(from, to, name, old, table, sides, found);
}

export function recogniseMove(
  from: ColumnShape,
  to: ColumnShape,
  name: string,
  old: TableShape,
  table: TableShape,
  sides: Sides,
  { changes, problems, ...rest }: Collected,
): void {
  if (!isFree(from, old, sides, { changes, problems, ...rest }, 'moved')) return;
  const { answers } = sides;
  const place = { schema: table.schema, name: table.name };
  if (old.key.length === 0) {
    problems.push(noKey(place, to.name));
    return;
  }
  const fill = sqlFor(answers.fills, table, to.name);
  const flag = `--fill '${table.name}.${to.name}=`;
  if (fill === undefined && !widens(readFormattedType(from.type), readFormattedType(to.type))) {
    problems.push({
      code: expandCodes.needsFill,
      table: place,
      column: to.name,
      message: `Not every ${from.type} is a ${to.type}: how "${table.name}"."${to.name}" is made of "${from.name}" is not known, and a write of the running version that cannot be converted would fail.`,
      hint: `Say it in SQL over the columns of the row, and so that no value fails: ${flag}…'. For the way back: --back '${table.name}.${to.name}=…'.`,
    });
    return;
  }
  if (from.isRequired && !to.isRequired && !to.type.endsWith('[]')) {
    problems.push({
      code: expandCodes.unsupported,
      table: place,
      column: to.name,
      message: `"${table.name}"."${to.name}" may be empty, and the running version cannot do without "${from.name}".`,
      hint: 'Leave it required in this step, and make it optional in a later one.',
    });
    return;
  }
  if (fill === undefined && to.isRequired && !from.isRequired) {
    problems.push({
      code: expandCodes.needsFill,
      table: place,
      column: to.name,
      message: `"${table.name}"."${from.name}" may be empty, and "${to.name}" may not.`,
      hint: `Say in SQL what stands there then, for example ${flag}coalesce("${from.name}", …)'.`,
    });
    return;
  }
  changes.push({
    kind: 'move',
    table: place,
    key: [...old.key],
    from: from.name,
    to: name,
    fromType: from.type,
    toType: to.type,
    isRequired: to.isRequired,
    fill: fill ?? null,
    back: sqlFor(answers.backs, table, to.name) ?? null,
  });
}

export function recogniseRequired(
  { name: column }: ColumnShape,
  { schema, name, key }: TableShape,
  { fills }: Answers,
  { changes, problems }: Collected,
): void {
  const table = { schema, name };
  if (key.length === 0) {
    problems.push(noKey(table, column));
    return;
  }
  const fill = sqlFor(fills, table, column);
  if (fill !== undefined) {
    changes.push({ kind: 'require', table, key: [...key], column, fill });
    return;
  }
  problems.push({
    code: expandCodes.needsFill,
    table,
    column,
    message: `"${name}"."${column}" is required, and neither the rows that are there have it, nor does the running version write it.`,
    hint: `Say in SQL over the columns of the row what stands there: --fill '${name}.${column}=…'. With a default in the database nothing of this is needed.`,
  });
}

export function recogniseDrop(column: ColumnShape, old: TableShape, sides: Sides, found: Collected): void {
  if (!isFree(column, old, sides, found, 'dropped')) return;
  const table = { schema: old.schema, name: old.name };
  const back = sqlFor(sides.answers.backs, old, column.name) ?? null;
  if (back === null && column.isRequired && column.default === null) {
    found.problems.push({
      code: expandCodes.needsFill,
      table,
      message: `The running version cannot do without "${old.name}"."${column.name}", and the next one does not write it.`,
      hint: `Say in SQL over the columns of the row what it finds in rows of the next one: --back '${old.name}.${column.name}=…'.`,
    });
    return;
  }
  found.changes.push({ kind: 'drop', table, column: column.name, back });
}

/** Keys and references cannot be doubled: what points at them would have to be doubled, too. */
function isFree(
  { name: column, isGenerated }: ColumnShape,
  old: TableShape,
  { before }: Sides,
  { problems }: Collected,
  verb: string,
): boolean {
  const isReferred = before.some(({ references }) =>
    references.some(
      (one) => one.schema === old.schema && one.table === old.name && one.referenced.includes(column),
    ),
  );
  const reason = old.key.includes(column)
    ? 'it is a part of the primary key'
    : old.references.some(({ columns }) => columns.includes(column))
      ? 'a foreign key begins at it'
      : isReferred
        ? 'a foreign key points at it'
        : isGenerated
          ? 'it counts up or is computed'
          : undefined;
  if (reason === undefined) return true;
  problems.push({
    code: expandCodes.unsupported,
    table: { schema: old.schema, name: old.name },
    column,
    message: `"${old.name}"."${column}" cannot be ${verb} in steps: ${reason}.`,
    hint: `Keep the column: a field gets another name with @map("${column}").`,
  });
  return false;
}

function noKey(table: TableName, column: string): ChangeProblem {
  return {
    code: expandCodes.unsupported,
    table,
    column,
    message: `"${table.name}" has no primary key to walk its rows by: they cannot be filled in batches.`,
    hint: 'Give the model an @id first.',
  };
}
