import { type Attribute } from '../../prisma-language/read-attributes.ts';
import { type Field } from '../../prisma-language/read-declarations.ts';
import { type OppositeField } from '../opposite-field.ts';
import { type DatabaseName } from './database-name.ts';
import { literalArgument } from './declared.ts';
import { type Declared } from '../scanned-source.ts';
import { derivedName } from './derived-name.ts';
import { type NameSettings } from './list-table-names.ts';
import { cutToBytes, longestName } from '../../postgres/names/fit-name.ts';

/**
 * The tables behind implicit many-to-many relations (two list fields that point at each other) with their keys and
 * indexes. Prisma calls the table `_AToB`, or `_` and the relation's name, in the schema of the model that comes first
 * by name, and cuts it at 63 bytes.
 */
export function listRelationTables(
  declarations: readonly Declared[],
  { defaultSchema }: NameSettings,
): DatabaseName[] {
  const models = new Map(declarations.filter(({ kind }) => kind === 'model').map((one) => [one.name, one]));
  return [...models.values()].flatMap((owner) => {
    const seen = new Set<string>();
    return owner.fields
      .filter(({ isList }) => isList)
      .flatMap((field): DatabaseName[] => {
        const other = field.type === undefined ? undefined : models.get(field.type);
        if (!other || other.name < owner.name) return [];
        const given = relationName(relation(field));
        const back = other.fields.find(
          (one) =>
            one !== field &&
            one.isList &&
            one.type === owner.name &&
            relationName(relation(one))?.value === given?.value,
        );
        const uncut = `_${given?.value ?? `${owner.name}To${other.name}`}`;
        const name = cutToBytes(uncut, longestName);
        if (!back || seen.has(name)) return [];
        seen.add(name);
        return namesOfRelation({
          name,
          uncut,
          owner,
          models: [owner.name, other.name],
          schema: owner.block.schema ?? defaultSchema,
          isExplicit: given !== undefined,
          offset: given?.offset ?? field.offset,
          length: given?.length ?? field.name.length,
          prismaOffsets: [field.offset, owner.block.nameOffset],
        });
      });
  });
}

/** The same for many-to-many relations of which only one side is written, in another component. */
export function listOneSidedTables(
  opposites: readonly OppositeField[],
  { defaultSchema }: NameSettings,
): DatabaseName[] {
  return opposites
    .filter(({ field }) => field.isList)
    .flatMap(({ author, owner, field, sharedName }) => {
      const [first, second] = author.name < owner.name ? [author, owner] : [owner, author];
      const uncut = `_${sharedName ?? `${first.name}To${second.name}`}`;
      const given = relationName(relation(field));
      return namesOfRelation({
        name: cutToBytes(uncut, longestName),
        uncut,
        owner: author,
        models: [first.name, second.name],
        schema: first.block.schema ?? defaultSchema,
        isExplicit: given !== undefined,
        offset: given?.offset ?? field.offset,
        length: given?.length ?? field.name.length,
        prismaOffsets: [field.offset, author.block.nameOffset],
      });
    });
}

function namesOfRelation(table: Omit<DatabaseName, 'thing' | 'table' | 'rename'>): DatabaseName[] {
  const about = { ...table, table: table.name, rename: 'relationName' as const };
  return [
    { ...about, thing: 'table' },
    { ...about, thing: 'primaryKey', name: derivedName(table.name, '_AB_pkey'), isExplicit: false },
    { ...about, thing: 'index', name: derivedName(table.name, '_B_index'), isExplicit: false },
  ];
}

function relation(field: Field): Attribute | undefined {
  return field.attributes.find(({ name }) => name === 'relation');
}

function relationName(attribute: Attribute | undefined) {
  return literalArgument(attribute, 'name', { positional: true });
}
