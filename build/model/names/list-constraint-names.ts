import { type Attribute, type AttributeArgument } from '../../prisma-language/read-attributes.ts';
import { type Field } from '../../prisma-language/read-declarations.ts';
import { type Token } from '../../prisma-language/scan-tokens.ts';
import { type DatabaseName, type NamedThing } from './database-name.ts';
import { literalArgument } from './declared.ts';
import { derivedName } from './derived-name.ts';

/** What Prisma puts behind the names it derives. */
export const constraintSuffixes = { id: '_pkey', unique: '_key', index: '_idx', relation: '_fkey' } as const;
export type ConstraintKind = keyof typeof constraintSuffixes;
const things: Record<ConstraintKind, NamedThing> = {
  id: 'primaryKey',
  unique: 'index',
  index: 'index',
  relation: 'foreignKey',
};

/** Primary key, unique constraints, indexes and foreign keys of a model, given names and those Prisma derives. */
export function listConstraintNames(table: DatabaseName): DatabaseName[] {
  const { owner } = table;
  if (owner.kind !== 'model') return [];
  const columns = new Map(owner.fields.map((field) => [field.name, columnName(field)]));
  const names: DatabaseName[] = [];
  const add = (attribute: Attribute, field?: Field) => {
    const name = describe(table, attribute, columns, field);
    if (name) names.push(name);
  };
  for (const field of owner.fields) for (const attribute of field.attributes) add(attribute, field);
  for (const attribute of owner.attributes) add(attribute);
  return names;
}

/** The column behind a field. */
export function columnName(field: Field): string {
  const attribute = field.attributes.find(({ name }) => name === 'map');
  return literalArgument(attribute, 'name', { positional: true })?.value ?? field.name;
}

function describe(
  table: DatabaseName,
  attribute: Attribute,
  columns: ReadonlyMap<string, string>,
  field?: Field,
): DatabaseName | undefined {
  const kind = constraintKind(attribute);
  if (!kind) return undefined;
  const { args } = attribute;
  const fields = constrainedFields(kind, args, field);
  if (fields.length === 0) return undefined;
  const stem =
    kind === 'id' ? table.table : [table.table, ...fields.map((one) => columns.get(one) ?? one)].join('_');
  // An index has no name in the client, so its old-fashioned "name" is that of the database.
  const given =
    literalArgument({ args }, 'map') ?? (kind === 'index' ? literalArgument({ args }, 'name') : undefined);
  const { owner } = table;
  const places = field ? [field.offset, owner.block.nameOffset] : [owner.block.nameOffset];
  return {
    thing: things[kind],
    schema: table.schema,
    name: given?.value ?? derivedName(stem, constraintSuffixes[kind]),
    table: table.table,
    owner,
    attribute: `${field || kind === 'relation' ? '@' : '@@'}${kind}`,
    field,
    rename: 'attributeMap',
    isExplicit: given !== undefined,
    offset: given?.offset ?? attribute.offset,
    length: given?.length ?? attribute.length,
    prismaOffsets: given
      ? [attribute.offset, given.argumentOffset, ...places]
      : [attribute.offset, ...places],
  };
}

/** What an attribute makes, if it makes anything. */
export function constraintKind({ name }: Attribute): ConstraintKind | undefined {
  return name === 'id' || name === 'unique' || name === 'index' || name === 'relation' ? name : undefined;
}

/** The fields it is made of, in order; a relation has a foreign key only on the side that names its fields. */
export function constrainedFields(
  kind: ConstraintKind,
  args: Attribute['args'],
  field: Field | undefined,
): string[] {
  if (kind !== 'relation' && field) return [field.name];
  const list = args.find(
    (argument) => argument.name === 'fields' || (kind !== 'relation' && argument.name === undefined),
  );
  return list ? namesInList(list) : [];
}

/** `[a, b(sort: Desc), c.d]`: the words that start an item; one alone needs no brackets. */
function namesInList({ value }: AttributeArgument): string[] {
  const [first] = value;
  if (first?.kind === 'word') return [first.text];
  const names: string[] = [];
  let depth = 0;
  value.forEach((token, at) => {
    if (depth === 1 && startsItem(token, value[at - 1])) names.push(token.text);
    if (token.text === '[' || token.text === '(') depth += 1;
    if (token.text === ']' || token.text === ')') depth -= 1;
  });
  return names;
}

function startsItem(token: Token, before: Token | undefined): boolean {
  return token.kind === 'word' && (before?.text === '[' || before?.text === ',');
}
