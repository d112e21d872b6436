import { type Cause } from '../../model/mapped-text.ts';

/** Text of ours inside the copy of an author's file. */
export interface Insertion {
  /** In the author's text, before which it goes. */
  readonly offset: number;
  readonly text: string;
  /** It gets a line of its own, whether or not what follows has one. @default false */
  readonly isLine?: boolean;
  /** The author's words it is there for; complaints about it are about them. @default those before it */
  readonly cause?: Cause;
}
