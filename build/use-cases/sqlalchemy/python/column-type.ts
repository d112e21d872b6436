import { InternalError } from '../../../diagnostics/internal-error.ts';
import { type Column, type Enum } from '../data-model.ts';
import { type Style } from '../style.ts';
import { type HelperName } from './collect-helpers.ts';
import { call, named, type Python } from './layout.ts';
import { quote } from './literals.ts';

/** How Python sees the values of a column, and how SQLAlchemy names its type. */
export interface ColumnType {
  /** `str`, `datetime.datetime`, …, without `Optional`. */
  readonly hint: string;
  readonly type: Python;
  /** Of ours, which the file has to define. */
  readonly helpers: readonly HelperName[];
}

/** Names the file gives to an enum and to the type of its columns. */
export interface EnumNames {
  readonly class: string;
  readonly type: string;
}

type Args = readonly string[];

const plain = (hint: string, type: Python, ...helpers: HelperName[]): ColumnType => ({ hint, type, helpers });
const sized = (name: string, args: Args): Python => (args.length === 0 ? name : call(name, args));
const precise = (name: string, [digits]: Args, isZoned = false): Python =>
  call(name, [
    ...(isZoned ? ['timezone=True'] : []),
    ...(digits === undefined ? [] : [`precision=${digits}`]),
  ]);
const other = (name: string): Python => call('_Named', [quote(name)]);

/** What a type is when the schema says nothing about the database's. */
const scalars: Readonly<Record<string, (style: Style) => ColumnType>> = {
  String: () => plain('str', 'sa.Text'),
  Boolean: () => plain('bool', 'sa.Boolean'),
  Int: () => plain('int', 'sa.Integer'),
  BigInt: () => plain('int', 'sa.BigInteger'),
  Float: () => plain('float', 'pg.DOUBLE_PRECISION'),
  Decimal: () => plain('decimal.Decimal', call('sa.Numeric', ['65', '30'])),
  DateTime: () => plain('datetime.datetime', precise('_UtcTimestamp', ['3']), '_UtcTimestamp'),
  Json: () => plain('Any', 'pg.JSONB'),
  Bytes: () => plain('bytes', 'sa.LargeBinary'),
};

/** What `@db.…` makes of it. */
const natives: Readonly<Record<string, (args: Args, style: Style) => ColumnType>> = {
  Text: () => plain('str', 'sa.Text'),
  VarChar: (args) => plain('str', sized('sa.String', args)),
  Char: (args) => plain('str', call('sa.CHAR', args.length === 0 ? ['1'] : args)),
  Uuid: () => plain('str', call('pg.UUID', ['as_uuid=False'])),
  Xml: () => plain('str', other('xml'), '_Named'),
  Inet: () => plain('str', 'pg.INET'),
  Citext: (_, style) =>
    style === '1.4' ? plain('str', other('citext'), '_Named') : plain('str', 'pg.CITEXT'),
  Bit: (args) => plain('str', sized('pg.BIT', args)),
  VarBit: (args) => plain('str', call('pg.BIT', [...args, 'varying=True'])),
  Boolean: () => plain('bool', 'sa.Boolean'),
  SmallInt: () => plain('int', 'sa.SmallInteger'),
  Integer: () => plain('int', 'sa.Integer'),
  BigInt: () => plain('int', 'sa.BigInteger'),
  Oid: () => plain('int', 'pg.OID'),
  Real: () => plain('float', 'sa.REAL'),
  DoublePrecision: () => plain('float', 'pg.DOUBLE_PRECISION'),
  Decimal: (args) => plain('decimal.Decimal', sized('sa.Numeric', args)),
  // The driver hands out what PostgreSQL prints, with a currency in it.
  Money: () => plain('str', 'pg.MONEY'),
  Timestamp: (args) => plain('datetime.datetime', precise('_UtcTimestamp', args), '_UtcTimestamp'),
  Timestamptz: (args) => plain('datetime.datetime', precise('pg.TIMESTAMP', args, true)),
  Date: () => plain('datetime.date', 'sa.Date'),
  Time: (args) => plain('datetime.time', precise('pg.TIME', args)),
  Timetz: (args) => plain('datetime.time', precise('pg.TIME', args, true)),
  Json: () => plain('Any', 'pg.JSON'),
  JsonB: () => plain('Any', 'pg.JSONB'),
  ByteA: () => plain('bytes', 'sa.LargeBinary'),
};

/** @throws when Prisma has a type that is not known here; a new Prisma may, and then this is the place. */
export function columnType(column: Column, style: Style, enums: ReadonlyMap<string, EnumNames>): ColumnType {
  const element = elementType(column, style, enums);
  if (column.isList) {
    return { ...element, hint: `list[${element.hint}]`, type: call('pg.ARRAY', [element.type]) };
  }
  // Python has one None: where the column may be empty, it means empty, and not JSON's null.
  if (element.hint === 'Any' && !column.isRequired && typeof element.type === 'string') {
    return { ...element, type: call(element.type, ['none_as_null=True']) };
  }
  return element;
}

function elementType(column: Column, style: Style, enums: ReadonlyMap<string, EnumNames>): ColumnType {
  const { nativeType } = column;
  const known = enums.get(column.type);
  if (column.isEnum && known) return plain(known.class, known.type);
  const found = nativeType
    ? natives[nativeType.name]?.(nativeType.args, style)
    : scalars[column.type]?.(style);
  if (found) return found;
  throw new InternalError(
    `Field "${column.field}" has a type SQLAlchemy models are not written for: ${column.type} ${nativeType?.name ?? ''}`,
  );
}

/** The type of an enum's columns. */
export function enumType({ type, schema }: Enum, className: string): Python {
  return call('sa.Enum', [
    className,
    named('name', quote(type)),
    ...(schema === undefined ? [] : [named('schema', quote(schema))]),
    named('values_callable', '_values'),
  ]);
}
