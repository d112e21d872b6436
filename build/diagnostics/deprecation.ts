import { type Diagnostic } from './diagnostic.ts';

/** Something that works still, under another name or in another way soon. */
export interface Deprecation {
  /** Begins with `DEPRECATED.`. */
  readonly code: string;
  /** What is written now, as the start of a sentence: `The door "tessera/platform"`. */
  readonly what: string;
  /** What to do instead, in the imperative. */
  readonly instead: string;
  /** The version that takes it away. */
  readonly removedIn: string;
}

/** The warning: what is deprecated, how long it works, and what to write instead. */
export function deprecationWarning(
  { code, what, instead, removedIn }: Deprecation,
  about: Pick<Diagnostic, 'component' | 'location'>,
): Diagnostic {
  const message = `${what} is deprecated and goes with Tessera ${removedIn}.`;
  return { code, severity: 'warning', message, hint: instead, ...about };
}
