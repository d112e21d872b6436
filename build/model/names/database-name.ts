import { type SourceLocation } from '../../diagnostics/diagnostic.ts';
import { type Field } from '../../prisma-language/read-declarations.ts';
import { placeAt } from './declared.ts';
import { type Declared } from '../scanned-source.ts';

/**
 * What a name in the database is for. PostgreSQL keeps `table` and `index` in one list a schema, `table` and `enum`
 * in another (every table is a type too), and `foreignKey` and primary keys in one list a table.
 */
export type NamedThing = 'table' | 'enum' | 'index' | 'primaryKey' | 'foreignKey';

/** One name in the database and the author's words that make it. */
export interface DatabaseName {
  readonly thing: NamedThing;
  readonly schema: string;
  readonly name: string;
  /** Before Prisma shortens it; only of tables behind implicit relations. */
  readonly uncut?: string;
  /** The table it belongs to, or is. */
  readonly table: string;
  readonly owner: Declared;
  /** The attribute of the owner, or of its field, that makes it: `@id`, `@@index`; without one the block does. */
  readonly attribute?: string;
  readonly field?: Field;
  /** The models of an implicit relation. */
  readonly models?: readonly [first: string, second: string];
  /** How an author gives it another name, for a hint: `@@map`, `map`. */
  readonly rename: 'blockMap' | 'attributeMap' | 'relationName';
  /** False when Prisma derives the name from others. */
  readonly isExplicit: boolean;
  /** Where the author wrote it; a place is worked out only for the few names that have a problem. */
  readonly offset: number;
  readonly length: number;
  /** Where Prisma would complain about it; the complaint is ours then. */
  readonly prismaOffsets: readonly number[];
}

/** How messages speak of it: `model "User"`, `@@index in model "User"`. */
export function labelOf({ owner, attribute, field, models }: DatabaseName): string {
  if (models) return `many-to-many relation of models "${models[0]}" and "${models[1]}"`;
  if (attribute === undefined) return `${owner.kind} "${owner.name}"`;
  return `${attribute}${field ? ` of field "${field.name}"` : ''} in model "${owner.name}"`;
}

/** The author's words that make the name. */
export function placeOf({ owner, offset, length }: DatabaseName): SourceLocation {
  return placeAt(owner, offset, length);
}

/** Where Prisma would complain about the name. */
export function prismaPlaces({ owner, prismaOffsets }: DatabaseName): SourceLocation[] {
  return prismaOffsets.map((offset) => placeAt(owner, offset, 1));
}
