import { type Answers } from './recognise/answers.ts';
import { type Change, type TableName } from './recognise/change.ts';
import { type TableShape } from './recognise/table-shape.ts';

/** Something only the user knows: one of these calls says it. */
export interface OpenQuestion {
  readonly table: TableName;
  readonly column?: string;
  /** Flags, as they are typed. */
  readonly choices: readonly string[];
}

/** Why a change cannot be made in steps as it is. */
export interface ChangeProblem {
  readonly code: string;
  readonly table: TableName;
  readonly column?: string;
  readonly message: string;
  readonly hint: string;
}

/** What the comparison has found so far. */
export interface Collected {
  readonly changes: Change[];
  readonly questions: OpenQuestion[];
  readonly problems: ChangeProblem[];
}

/** What is compared, and what the user said about it. */
export interface Sides {
  readonly before: readonly TableShape[];
  readonly after: readonly TableShape[];
  readonly answers: Answers;
}
