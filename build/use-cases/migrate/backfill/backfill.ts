import { z } from 'zod';

/**
 * A row as PostgreSQL gives it: `bigint`, `numeric`, dates and times are texts, as JavaScript's own types would lose
 * something of them.
 */
export type BackfillRow = Readonly<Record<string, unknown>>;

/** Columns and their new values: texts, numbers, booleans, `null`, JSON, arrays, `bigint`, `Date` or bytes. */
export type RowChanges = Readonly<Record<string, unknown>>;

interface BackfillCommon {
  /** As the database calls it, which is the model's name or its `@@map`. */
  readonly table: string;
  /** @default the schema of the connection's URL */
  readonly schema?: string;
  /** Columns of a unique index without NULLs, by which the table is walked. @default the primary key */
  readonly key?: readonly string[];
  /** SQL: which rows take part. @default all */
  readonly where?: string;
  /** Rows looked at in a transaction, at most; `--batch` goes before. @default 1000 */
  readonly batch?: number;
  /** SQL: what is true of no row once all is done; looked at in the end. */
  readonly never?: string;
}

/**
 * What a file in `prisma/backfills/` exports.
 *
 * @example
 * export default {
 *   table: 'User',
 *   sql: `UPDATE "User" SET "fullName" = batch."name" FROM batch WHERE "User"."id" = batch."id"`,
 * } satisfies Backfill;
 */
export type Backfill<Row extends BackfillRow = BackfillRow> = BackfillCommon &
  (
    | {
        /** One statement, run once for each batch of rows, which it reads as the table `batch`. */
        readonly sql: string;
        readonly transform?: never;
      }
    | {
        /** Called for each row; gives what changes in it, if anything. */
        transform(row: Row): RowChanges | undefined | Promise<RowChanges | undefined>;
        readonly sql?: never;
      }
  );

type Transform = (row: BackfillRow) => unknown;

const text = z.string().trim().min(1);

/** The same, for files that were not type-checked. */
export const backfillSchema = z
  .strictObject({
    table: text,
    schema: text.optional(),
    key: z.array(text).min(1).optional(),
    where: text.optional(),
    batch: z.int().min(1).max(100_000).default(1000),
    never: text.optional(),
    sql: text.optional(),
    transform: z.custom<Transform>((value) => typeof value === 'function', 'must be a function').optional(),
  })
  .superRefine(({ sql, transform }, context) => {
    if ((sql === undefined) !== (transform === undefined)) return;
    context.addIssue({ code: 'custom', path: ['sql'], message: 'give either "sql" or "transform"' });
  });

/** One that was read and may run. */
export interface LoadedBackfill {
  /** The file's name without its ending. */
  readonly name: string;
  /** Relative to the project, with `/`. */
  readonly file: string;
  /** Changes when it would do something else. */
  readonly fingerprint: string;
  readonly table: string;
  readonly schema: string | undefined;
  readonly key: readonly string[] | undefined;
  readonly where: string | undefined;
  readonly batch: number;
  readonly never: string | undefined;
  readonly work:
    | { readonly kind: 'sql'; readonly sql: string }
    | { readonly kind: 'transform'; readonly transform: Transform };
}
