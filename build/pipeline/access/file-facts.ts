/** A place in a file, counted as authors count. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** A text among the arguments of a call. */
export interface WrittenText {
  readonly value: string;
  readonly place: Place;
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
  readonly place: Place;
  readonly decorators: readonly Written[];
}

export interface ClassFacts {
  readonly name: string;
  readonly place: Place;
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

/** What one file says about decorators, without looking at any other. */
export interface FileFacts {
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
  readonly classes: readonly ClassFacts[];
}
