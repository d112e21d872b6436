import { constrainedFields, constraintKind } from '../../../model/names/list-constraint-names.ts';
import { type Declared } from '../../../model/scanned-source.ts';
import { type Attribute } from '../../../prisma-language/read-attributes.ts';
import { type Field } from '../../../prisma-language/read-declarations.ts';

/** An index of a model that finds rows by the values of its first fields. */
export interface FieldIndex {
  /** Names of the fields, in order. */
  readonly fields: readonly string[];
  readonly isUnique: boolean;
}

/**
 * Keys and indexes by which rows are found: not those of another type than a tree or a hash (`type: Gin`), and no partial
 * ones, except those that leave out only rows where one of their own fields is null.
 */
export function listIndexes({ fields, attributes }: Declared): FieldIndex[] {
  return [
    ...fields.flatMap((field) => field.attributes.flatMap((one) => indexOf(one, field))),
    ...attributes.flatMap((one) => indexOf(one, undefined)),
  ];
}

function indexOf(attribute: Attribute, field: Field | undefined): FieldIndex[] {
  const kind = constraintKind(attribute);
  if (kind === undefined || kind === 'relation') return [];
  const { args } = attribute;
  const names = constrainedFields(kind, args, field);
  const type = textOf(args, 'type') || 'BTree';
  const where = textOf(args, 'where');
  if (names.length === 0 || !(type === 'BTree' || (type === 'Hash' && names.length === 1))) return [];
  if (where !== '' && !leavesOutNulls(where, names)) return [];
  return [{ fields: names, isUnique: kind !== 'index' }];
}

function textOf(args: Attribute['args'], name: string): string {
  const found = args.find((argument) => argument.name === name);
  return (found?.value ?? []).map(({ text }) => text).join(' ');
}

/** `{ authorId: { not: null } }`, which every row with a value fulfils. */
function leavesOutNulls(where: string, names: readonly string[]): boolean {
  const [, field] = /^\{ (\w+) : \{ not : null \} \}$/.exec(where) ?? [];
  return field !== undefined && names.includes(field);
}
