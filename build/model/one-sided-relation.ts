import { literalArgument } from './names/declared.ts';
import { type Declared } from './scanned-source.ts';
import { type Attribute } from '../prisma-language/read-attributes.ts';
import { type Field } from '../prisma-language/read-declarations.ts';

/** A relation field without an opposite field in the model of the other component. */
export interface OneSidedRelation {
  /** The model the field is in, and the field. */
  readonly author: Declared;
  readonly field: Field;
  /** The model of the other component, which gets the opposite field. */
  readonly owner: Declared;
  /** The name in the author's `@relation("name")`. */
  readonly relationName: string | undefined;
  /** True when the author's model has further relation fields to the same model. */
  readonly hasSiblings: boolean;
}

export function relationAttribute(field: Field): Attribute | undefined {
  return field.attributes.find(({ name }) => name === 'relation');
}

/** `@relation("name")` or `@relation(name: "name")`. */
export function relationName(field: Field): string | undefined {
  return literalArgument(relationAttribute(field), 'name', { positional: true })?.value;
}

/** For `@relation(fields: [a, b])`: the field names; undefined when the foreign key is not on this side. */
export function foreignKeyFields(field: Field): readonly string[] | undefined {
  const fields = relationAttribute(field)?.args.find(({ name }) => name === 'fields');
  return fields?.value.filter(({ kind }) => kind === 'word').map(({ text }) => text);
}

/** A list on the author's side has a list on the other; a unique foreign key has one row there, any other has many. */
export function oppositeIsList({ author, field }: OneSidedRelation): boolean {
  const fields = foreignKeyFields(field);
  return fields === undefined || !isUnique(author, fields);
}

/** As Prisma judges it: the fields of the constraint, all of them, in the same order; never a partial index. */
function isUnique({ fields, attributes }: Declared, names: readonly string[]): boolean {
  const [single] = fields.filter(({ name }) => names.length === 1 && name === names[0]);
  if (single?.attributes.some(holdsForEveryRow)) return true;
  return attributes.filter(holdsForEveryRow).some(({ args }) => {
    const list = args.find((argument) => argument.name === undefined || argument.name === 'fields');
    return list !== undefined && itemsOf(list.value.map(({ text }) => text)) === names.join();
  });
}

/** A key without a condition; one with `where` lets several rows share a value. */
function holdsForEveryRow({ name, args }: Attribute): boolean {
  return (name === 'id' || name === 'unique') && !args.some((argument) => argument.name === 'where');
}

/** `[a(sort: Desc), b]` as `a,b`. */
function itemsOf(texts: readonly string[]): string {
  return texts.join('').replaceAll(/\([^)]*\)|[[\]]/g, '');
}
