import { type Answers, sqlFor } from './answers.ts';
import { type Change } from './change.ts';
import { expandCodes } from '../expand-codes.ts';
import { type ChangeProblem, type Collected, type Sides } from '../open-changes.ts';
import { columnOf, tableOf, type TableShape } from './table-shape.ts';

/**
 * The splits the user named that begin at a table.
 *
 * @returns the old columns that move
 */
export function findSplits(
  old: TableShape,
  table: TableShape,
  { before, after, answers }: Sides,
  found: Collected,
): ReadonlySet<string> {
  const moved = new Set<string>();
  for (const answer of answers.splits) {
    if (answer.schema !== table.schema || answer.table !== table.name) continue;
    const into = tableOf(after, { schema: answer.intoSchema, name: answer.into });
    if (!into || tableOf(before, into)) continue;
    const columns = old.columns.filter(({ name }) => !columnOf(table, name) && columnOf(into, name));
    for (const { name } of columns) moved.add(name);
    const names = columns.map(({ name }) => name);
    const change = describeSplit(old, into, names, answers);
    if ('message' in change) found.problems.push(change);
    else found.changes.push(change);
  }
  return moved;
}

function describeSplit(
  old: TableShape,
  into: TableShape,
  names: readonly string[],
  answers: Answers,
): Change | ChangeProblem {
  const table = { schema: old.schema, name: old.name };
  const refuse = (message: string, hint: string, code: string = expandCodes.unsupported) => ({
    code,
    table: { schema: into.schema, name: into.name },
    message,
    hint,
  });
  const label = `"${old.name}" cannot be split into "${into.name}" in steps`;
  const reference = into.references.find((one) => one.schema === old.schema && one.table === old.name);
  if (!reference) {
    return refuse(
      `${label}: "${into.name}" has no relation to it.`,
      'Give it one; its fields say which rows belong together.',
    );
  }
  const isSame = (list: readonly string[]): boolean =>
    list.length === reference.columns.length && list.every((one) => reference.columns.includes(one));
  if (!isSame(into.key) && !into.indexes.some(({ isUnique, columns }) => isUnique && isSame(columns))) {
    return refuse(
      `${label}: a row of "${old.name}" could have several rows of "${into.name}".`,
      `Make the relation one-to-one: ${reference.columns.join(', ')} must be @id or @unique.`,
    );
  }
  if (!reference.isCascading) {
    return refuse(
      `${label}: the running version deletes rows of "${old.name}" and knows nothing of "${into.name}".`,
      'Add onDelete: Cascade to the relation; another one can follow when the running version is gone.',
    );
  }
  if (names.length === 0) {
    return refuse(
      `${label}: no column that is gone from "${old.name}" is in "${into.name}".`,
      'The columns must have the same names there; @map gives fields others.',
    );
  }
  const columns = names.map((name) => ({ name, from: columnOf(old, name), to: columnOf(into, name) }));
  const other = columns.find(({ from, to }) => from?.type !== to?.type);
  if (other) {
    return refuse(
      `${label}: "${other.name}" is ${other.from?.type ?? ''} there and ${other.to?.type ?? ''} here.`,
      'Split first, and change the type in a later step.',
    );
  }
  const empty = columns.find(({ from, to }) => to?.isRequired === true && from?.isRequired !== true);
  if (empty) {
    return refuse(
      `${label}: "${empty.name}" may be empty in "${old.name}", and not in "${into.name}".`,
      'Make it optional there; it can become required in a later step.',
    );
  }
  const fills: { column: string; sql: string }[] = [];
  for (const { name, isRequired, default: value, isGenerated } of into.columns) {
    if (names.includes(name) || reference.columns.includes(name)) continue;
    const sql = sqlFor(answers.fills, into, name);
    if (sql !== undefined) fills.push({ column: name, sql });
    else if (isRequired && value === null && !isGenerated) {
      return refuse(
        `"${into.name}"."${name}" is required, and the database does not know what stands there when the running version makes a row.`,
        `Say it in SQL over the columns of "${old.name}", for example --fill '${into.name}.${name}=gen_random_uuid()::text', or give the field a default in the database.`,
        expandCodes.needsFill,
      );
    }
  }
  return {
    kind: 'split',
    table,
    into: { schema: into.schema, name: into.name },
    on: reference.columns.map((to, at) => ({ from: reference.referenced[at] ?? '', to })),
    columns: columns.map(({ name, to }) => ({ from: name, to: name, isRequired: to?.isRequired === true })),
    fills,
  };
}
