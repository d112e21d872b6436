import { oldDefault } from './old-default.ts';

/** PostgreSQL's types and what Prisma calls them; `#` stands for the numbers in brackets. */
const types: Readonly<Record<string, string>> = {
  text: 'String',
  'character varying': 'String @db.VarChar',
  'character varying(#)': 'String @db.VarChar(#)',
  'character(#)': 'String @db.Char(#)',
  uuid: 'String @db.Uuid',
  citext: 'String @db.Citext',
  xml: 'String @db.Xml',
  inet: 'String @db.Inet',
  'bit(#)': 'String @db.Bit(#)',
  'bit varying': 'String @db.VarBit',
  'bit varying(#)': 'String @db.VarBit(#)',
  boolean: 'Boolean',
  integer: 'Int',
  smallint: 'Int @db.SmallInt',
  oid: 'Int @db.Oid',
  bigint: 'BigInt',
  'double precision': 'Float',
  real: 'Float @db.Real',
  numeric: 'Decimal @db.Decimal',
  'numeric(#)': 'Decimal @db.Decimal(#)',
  money: 'Decimal @db.Money',
  'timestamp(#) without time zone': 'DateTime @db.Timestamp(#)',
  'timestamp without time zone': 'DateTime @db.Timestamp(6)',
  'timestamp(#) with time zone': 'DateTime @db.Timestamptz(#)',
  'timestamp with time zone': 'DateTime @db.Timestamptz(6)',
  date: 'DateTime @db.Date',
  'time(#) without time zone': 'DateTime @db.Time(#)',
  'time without time zone': 'DateTime @db.Time(6)',
  'time(#) with time zone': 'DateTime @db.Timetz(#)',
  'time with time zone': 'DateTime @db.Timetz(6)',
  jsonb: 'Json',
  json: 'Json @db.Json',
  bytea: 'Bytes',
};

/** A column that stays until contract, for the author's schema. */
export interface OldField {
  readonly name: string;
  readonly column: string;
  readonly type: string;
  readonly default: string | null;
  /** Name of its own unique index, when it has one. */
  readonly unique?: string;
}

/**
 * The line for a column that is kept and no longer used: Prisma leaves it in the table, and the client does not know it.
 *
 * @param enumOf the schema's name for a type of the database that is an enum
 */
export function oldFieldLine(field: OldField, enumOf: (type: string) => string | undefined): string {
  const isList = field.type.endsWith('[]');
  const isEnum = enumOf(typeName(field.type)) !== undefined;
  const [type, ...native] = prismaType(isList ? field.type.slice(0, -2) : field.type, enumOf).split(' @');
  return [
    `  ${field.name} ${type ?? ''}${isList ? '[]' : '?'}`,
    ...native.map((one) => `@${one}`),
    ...(field.default === null ? [] : [`@default(${oldDefault(field.default, isEnum)})`]),
    ...(field.unique === undefined ? [] : [`@unique(map: ${JSON.stringify(field.unique)})`]),
    ...(field.name === field.column ? [] : [`@map(${JSON.stringify(field.column)})`]),
    '@ignore // until `tessera migrate contract`',
  ].join(' ');
}

function prismaType(type: string, enumOf: (type: string) => string | undefined): string {
  const [, numbers = ''] = /\(([\d,]+)\)/.exec(type) ?? [];
  const known = types[type.replace(/\([\d,]+\)/, '(#)')];
  if (known !== undefined) return known.replace('#', numbers.replace(',', ', '));
  return enumOf(typeName(type)) ?? `Unsupported(${JSON.stringify(type)})`;
}

/** Without schema and quotes. */
function typeName(type: string): string {
  return /"?([^".]+)"?$/.exec(type)?.[1] ?? type;
}
