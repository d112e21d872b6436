/** One thing a database consists of, in words that are equal exactly if the thing is. */
export interface CatalogEntry {
  /** `table`, `column`, `constraint`, `function`, `trigger`, … */
  readonly kind: string;
  /** With the table it belongs to, quoted as SQL wants it. */
  readonly name: string;
  /** The table it is a part of; null for what stands alone. */
  readonly table: string | null;
  readonly definition: string;
  /** SQL that makes it, in PostgreSQL's own words; null when it comes with something else, or there are none. */
  readonly create: string | null;
  /** SQL that removes it; null when it goes with something else, or there is none. */
  readonly drop: string | null;
  /** Where `pg_depend` has it, as `catalog.object.part`; of a comment, what it is about. */
  readonly address: string;
  readonly details: EntryDetails | null;
}

/** What its definition is made of, for what is altered in place. */
export interface EntryDetails {
  /** Of a column. */
  readonly column?: ColumnDetails;
  /** Labels of an enum, in their order. */
  readonly labels?: readonly string[];
  /** Of a partition. */
  readonly partition?: { readonly parent: string; readonly bound: string } | null;
  /** What a function gives back: only with the same can it be replaced in place. */
  readonly result?: string | null;
  /** Another table that a foreign key refers to. */
  readonly refersTo?: string | null;
  /** It goes with this column, as a sequence does that belongs to one. */
  readonly ownedBy?: string | null;
  /** An index on nothing but columns: PostgreSQL takes it along when one of them gets another type. */
  readonly isPlain?: boolean;
}

export interface ColumnDetails {
  /** Quoted, without its table. */
  readonly name: string;
  readonly type: string;
  /** The kind of type: `e` an enum, `d` a domain, `b` built-in. */
  readonly typeKind: string;
  readonly collation: string | null;
  readonly isRequired: boolean;
  readonly default: string | null;
  /** The expression of a generated column. */
  readonly generated: string | null;
  readonly identity: 'ALWAYS' | 'BY DEFAULT' | null;
}

/** The schema of a database, and what in it depends on what. */
export interface Catalog {
  readonly entries: readonly CatalogEntry[];
  /** By the key of an entry, the keys of those it cannot be without. */
  readonly needs: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What an entry is called in `needs`. */
export function entryKey({ kind, name }: Pick<CatalogEntry, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}
