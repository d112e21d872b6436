import { type ColumnType, formatType, readFormattedType } from '../../../../postgres/types/column-type.ts';
import { prismaType } from '../../../../postgres/types/prisma-type.ts';
import { oldDefault } from './old-default.ts';

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
  const column = readFormattedType(field.type);
  const isList = column.isArray;
  const found = enumOf(typeName(column.name));
  const words = prismaType(column) ?? found ?? `Unsupported(${JSON.stringify(formatElement(column))})`;
  const [type, ...native] = words.split(' @');
  return [
    `  ${field.name} ${type ?? ''}${isList ? '[]' : '?'}`,
    ...native.map((one) => `@${one}`),
    ...(field.default === null ? [] : [`@default(${oldDefault(field.default, found !== undefined)})`]),
    ...(field.unique === undefined ? [] : [`@unique(map: ${JSON.stringify(field.unique)})`]),
    ...(field.name === field.column ? [] : [`@map(${JSON.stringify(field.column)})`]),
    '@ignore // until `tessera migrate contract`',
  ].join(' ');
}

function formatElement(type: ColumnType): string {
  return formatType({ ...type, isArray: false });
}

/** Without schema and quotes. */
function typeName(type: string): string {
  return /"?([^".]+)"?$/.exec(type)?.[1] ?? type;
}
