import { z } from 'zod';

const tableName = z.strictObject({ schema: z.string(), name: z.string() });
const pair = z.strictObject({ from: z.string(), to: z.string() });

/** A column gets another name, another type, or both: a second column stands beside it until contract. */
const moveColumn = z.strictObject({
  kind: z.literal('move'),
  table: tableName,
  /** Columns by which its rows are walked. */
  key: z.array(z.string()).min(1),
  from: z.string(),
  to: z.string(),
  fromType: z.string(),
  toType: z.string(),
  /** What the schema wants in the end. */
  isRequired: z.boolean(),
  /** SQL over the columns of the row; null: a cast, or the value as it is. */
  fill: z.string().nullable(),
  back: z.string().nullable(),
});

/** A column, new or not, may not be empty any more. */
const requireColumn = z.strictObject({
  kind: z.literal('require'),
  table: tableName,
  key: z.array(z.string()).min(1),
  column: z.string(),
  fill: z.string(),
});

/** A column that goes. */
const dropColumn = z.strictObject({
  kind: z.literal('drop'),
  table: tableName,
  column: z.string(),
  /** What the running version finds there in rows of the next one; null: what the database puts there, or nothing. */
  back: z.string().nullable(),
});

/** Columns become rows of a table of their own, one for each row at most. */
const splitTable = z.strictObject({
  kind: z.literal('split'),
  table: tableName,
  into: tableName,
  /** Columns of the first table and those of the second that refer to them. */
  on: z.array(pair).min(1),
  columns: z.array(z.strictObject({ from: z.string(), to: z.string(), isRequired: z.boolean() })).min(1),
  /** What else a row of the second table needs. */
  fills: z.array(z.strictObject({ column: z.string(), sql: z.string() })),
});

const renameTable = z.strictObject({
  kind: z.literal('rename-table'),
  table: tableName,
  from: z.string(),
});

export const changeSchema = z.discriminatedUnion('kind', [
  moveColumn,
  requireColumn,
  dropColumn,
  splitTable,
  renameTable,
]);

/** One thing that the version of the app that runs would not survive in one step; names are those of the database. */
export type Change = z.output<typeof changeSchema>;
export type TableName = z.output<typeof tableName>;
export type MoveColumn = z.output<typeof moveColumn>;
export type RequireColumn = z.output<typeof requireColumn>;
export type DropColumn = z.output<typeof dropColumn>;
export type SplitTable = z.output<typeof splitTable>;
export type RenameTable = z.output<typeof renameTable>;
