import { type DatabaseName } from './database-name.ts';
import { literalArgument } from './declared.ts';
import { type Declared } from '../scanned-source.ts';

/** Where models without `@@schema` live; the same name written out means the same schema. */
export interface NameSettings {
  readonly defaultSchema: string;
}

/** The table of a model or view, the type of an enum; composite types have neither. */
export function listTableNames(
  declarations: readonly Declared[],
  { defaultSchema }: NameSettings,
): DatabaseName[] {
  return declarations.flatMap((owner) => tableName(owner, defaultSchema) ?? []);
}

function tableName(owner: Declared, defaultSchema: string): DatabaseName | undefined {
  if (owner.kind === 'type') return undefined;
  const attribute = owner.attributes.find(({ name }) => name === 'map');
  const mapped = literalArgument(attribute, 'name', { positional: true });
  const table = mapped?.value ?? owner.name;
  return {
    thing: owner.kind === 'enum' ? 'enum' : 'table',
    schema: owner.block.schema ?? defaultSchema,
    name: table,
    table,
    owner,
    rename: 'blockMap',
    isExplicit: mapped !== undefined,
    offset: mapped?.offset ?? owner.block.nameOffset,
    length: mapped?.length ?? owner.name.length,
    prismaOffsets: attribute ? [owner.block.nameOffset, attribute.offset] : [owner.block.nameOffset],
  };
}
