import { type ParseError } from './describe-parse-error.js';

/** A part of a text, in UTF-16 units. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** A text among the arguments of a call. */
export interface WrittenText {
  readonly value: string;
  readonly span: Span;
}

/** A decorator, or what a function that makes one returns: a name with arguments, or what only running can tell. */
export type Written =
  | {
      readonly kind: 'named';
      /** `Get`, or `nest.Get`. */
      readonly name: string;
      readonly texts: readonly WrittenText[];
      /** Arguments that may be decorators themselves: those of `applyDecorators()`. */
      readonly parts: readonly Written[];
    }
  | { readonly kind: 'unclear'; readonly text: string };

export interface MethodFacts {
  readonly name: string;
  readonly span: Span;
  readonly decorators: readonly Written[];
}

export interface ClassFacts {
  readonly name: string;
  readonly span: Span;
  /** The name by which it is exported; undefined for a class that is not, and for a default export. */
  readonly exportedAs: string | undefined;
  /** Undefined: none. */
  readonly base: Written | undefined;
  readonly decorators: readonly Written[];
  readonly methods: readonly MethodFacts[];
}

/** What a name leads to in another file: `*` is all of it. */
export interface Link {
  readonly specifier: string;
  readonly name: string;
}

/** A module name as it is written in an import, an export or an import() call. */
export interface WrittenImport {
  readonly specifier: string;
  /** UTF-16 offset of the name, after its quote. */
  readonly offset: number;
}

/** What one file of code says of modules and decorators, without looking at any other. */
export interface CodeFacts {
  readonly status: 'parsed';
  /** Every module the file names, in the order they are written. */
  readonly specifiers: readonly WrittenImport[];
  /** By local name. */
  readonly imports: ReadonlyMap<string, Link>;
  /** Local name by the name it is exported under. */
  readonly exports: ReadonlyMap<string, string>;
  /** What is exported of other files, by name. */
  readonly passedOn: ReadonlyMap<string, Link>;
  /** Files of which everything is exported. */
  readonly passedOnWhole: readonly string[];
  /** What calling a function, or using a constant, may stand for: one for each way through it. */
  readonly makers: ReadonlyMap<string, readonly Written[]>;
  /** Those inside functions included: a function may make controllers. */
  readonly classes: readonly ClassFacts[];
  /** Offsets at which the lines start. */
  readonly lineStarts: readonly number[];
}

/** What was read of a file of code, or why it cannot be parsed. */
export type CodeReading = CodeFacts | ({ readonly status: 'unreadable' } & ParseError);
