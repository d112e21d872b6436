import { type Answers } from './answers.ts';
import { type Change } from './change.ts';
import { readFormattedType } from '../../../../postgres/types/column-type.ts';
import { widens } from '../../../../postgres/types/compare-types.ts';
import { recogniseType, recogniseDrop, recogniseMove, recogniseRequired } from './recognise-column.ts';
import { findSplits } from './find-splits.ts';
import { type ChangeProblem, type Collected, type OpenQuestion, type Sides } from '../open-changes.ts';
import { columnOf, type ColumnShape, tableOf, type TableShape } from './table-shape.ts';

export interface Recognised {
  readonly changes: readonly Change[];
  readonly questions: readonly OpenQuestion[];
  readonly problems: readonly ChangeProblem[];
  /** The old tables under their new names. */
  readonly before: readonly TableShape[];
}

/**
 * Compares what the committed migrations build with what the schema wants, and finds what the version that runs would not
 * survive in one step. Nothing is guessed: a column that is gone is renamed, split off or dropped by the user's word.
 */
export function recogniseChanges(
  before: readonly TableShape[],
  after: readonly TableShape[],
  answers: Answers,
): Recognised {
  const found: Collected = { changes: [], questions: [], problems: [] };
  const known = renameTables(before, after, answers, found);
  for (const table of after) {
    const old = tableOf(known, table);
    if (old) compareTable(old, table, { before: known, after, answers }, found);
  }
  return { ...found, before: known };
}

/** The old tables, under their new names. */
function renameTables(
  before: readonly TableShape[],
  after: readonly TableShape[],
  { tableRenames }: Answers,
  { changes, questions }: Collected,
): readonly TableShape[] {
  const added = after.filter((one) => !tableOf(before, one));
  return before.map((table) => {
    if (tableOf(after, table)) return table;
    const { schema, name } = table;
    const answer = tableRenames.find((one) => one.schema === schema && one.from === name);
    const target = answer && tableOf(added, { schema, name: answer.to });
    if (target) {
      changes.push({ kind: 'rename-table', table: { schema, name: target.name }, from: name });
      return { ...table, name: target.name };
    }
    const choices = added
      .filter((one) => one.schema === schema && isAlike(one, table))
      .map((one) => `--rename ${name}:${one.name}`);
    questions.push({ table: { schema, name }, choices });
    return table;
  });
}

/** Half of the columns are there. */
function isAlike(one: TableShape, other: TableShape): boolean {
  return other.columns.filter(({ name }) => columnOf(one, name)).length * 2 >= other.columns.length;
}

function compareTable(old: TableShape, table: TableShape, sides: Sides, found: Collected): void {
  const { answers } = sides;
  const { schema, name } = table;
  const splits = findSplits(old, table, sides, found);
  const taken = new Set<string>();
  for (const column of old.columns) {
    const same = columnOf(table, column.name);
    if (same) {
      if (same.type !== column.type) recogniseType(column, same, old, table, sides, found);
      else if (same.isRequired && !column.isRequired) recogniseRequired(same, table, answers, found);
      continue;
    }
    const isMine = (one: { readonly schema: string; readonly table: string }): boolean =>
      one.schema === schema && one.table === name;
    const rename = answers.renames.find((one) => isMine(one) && one.from === column.name);
    const to = rename && columnOf(table, rename.to);
    if (to && !columnOf(old, to.name)) {
      taken.add(to.name);
      recogniseMove(column, to, to.name, old, table, sides, found);
    } else if (answers.drops.some((one) => isMine(one) && one.column === column.name)) {
      recogniseDrop(column, old, sides, found);
    } else if (!splits.has(column.name)) {
      found.questions.push(askAbout(column, old, table, sides));
    }
  }
  for (const column of table.columns) {
    const isNew = !columnOf(old, column.name) && !taken.has(column.name);
    const isAwaited = found.questions.some((one) =>
      one.choices.some((call) => call.endsWith(`:${column.name}`)),
    );
    if (isNew && column.isRequired && column.default === null && !column.isGenerated && !isAwaited)
      recogniseRequired(column, table, answers, found);
  }
}

function askAbout(
  column: ColumnShape,
  old: TableShape,
  table: TableShape,
  { before, after }: Sides,
): OpenQuestion {
  const renames = table.columns
    .filter(
      (one) =>
        !columnOf(old, one.name) && widens(readFormattedType(column.type), readFormattedType(one.type)),
    )
    .map((one) => `--rename ${table.name}.${column.name}:${one.name}`);
  const splits = after
    .filter((one) => !tableOf(before, one) && columnOf(one, column.name))
    .map((one) => `--split ${table.name}:${one.name}`);
  const { schema, name } = table;
  const choices = [...renames, ...splits, `--drop ${name}.${column.name}`];
  return { table: { schema, name }, column: column.name, choices };
}
