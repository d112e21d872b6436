/** A Prisma `where` that rows have to meet. */
export type Condition = Readonly<Record<string, unknown>>;

export type RowAction = 'read' | 'write';

/** All rows of a model, none, or those that meet one of the conditions. */
export type RowDecision = 'all' | 'none' | readonly Condition[];

/** Decides which rows the work under way may read and write. */
export interface RowLimits {
  /** Whether there is anything to decide. */
  readonly isEmpty: () => boolean;
  readonly decide: (model: string, action: RowAction) => RowDecision;
}

/** Of a client that no permission limits. */
export const noLimits: RowLimits = { isEmpty: () => true, decide: () => 'all' };
