/** What a row of the table says of a type of PostgreSQL. Where it says nothing, there is nothing of the kind. */
export interface PostgresType {
  /** `pg_type.typname`, which is also the parser's name. */
  readonly name: string;
  /** As `format_type` writes it, with `(#)` where the numbers in brackets are. */
  readonly format: string;
  /** Without numbers, where PostgreSQL would take the bare word for another type. */
  readonly unsized?: string;
  /** Column types that are this one with a sequence. */
  readonly serials?: readonly string[];
  /** What the numbers are; of `seconds` there are six digits where none are given. */
  readonly size?: 'length' | 'digits' | 'seconds' | 'exact';
  /** Prisma's scalar and its native type. `plain`: what the scalar alone stands for, with these numbers. */
  readonly prisma?: {
    readonly scalar: PrismaScalar;
    readonly native: string;
    readonly plain?: readonly string[];
  };
  /** How Prisma writes a constant of it, where it needs no SQL. */
  readonly literal?: 'text' | 'integer' | 'number';
  /** What Python sees, and SQLAlchemy's name. */
  readonly python?: { readonly hint: string; readonly type: string };
  /** Other types, without numbers, whose cast takes every value, and from which it comes back unchanged. */
  readonly widens?: readonly string[];
  /** Other types, without numbers, to which PostgreSQL changes a column without writing table or index again. */
  readonly keepsRows?: readonly string[];
  /** Of PostgreSQL's own, when it brings the type. */
  readonly extension?: string;
}

export type PrismaScalar =
  'String' | 'Boolean' | 'Int' | 'BigInt' | 'Float' | 'Decimal' | 'DateTime' | 'Json' | 'Bytes';

/** The one table of types: everything in `build/` that knows a type of PostgreSQL knows it from here. */
export const postgresTypes: readonly PostgresType[] = [
  {
    name: 'text',
    format: 'text',
    prisma: { scalar: 'String', native: 'Text', plain: [] },
    literal: 'text',
    python: { hint: 'str', type: 'sa.Text' },
    keepsRows: ['varchar'],
  },
  {
    name: 'varchar',
    format: 'character varying(#)',
    size: 'length',
    prisma: { scalar: 'String', native: 'VarChar' },
    literal: 'text',
    python: { hint: 'str', type: 'sa.String' },
    keepsRows: ['text'],
  },
  {
    name: 'bpchar',
    format: 'character(#)',
    unsized: 'bpchar',
    size: 'exact',
    prisma: { scalar: 'String', native: 'Char' },
    literal: 'text',
    python: { hint: 'str', type: 'sa.CHAR' },
  },
  {
    name: 'uuid',
    format: 'uuid',
    prisma: { scalar: 'String', native: 'Uuid' },
    python: { hint: 'str', type: 'pg.UUID' },
  },
  {
    name: 'xml',
    format: 'xml',
    prisma: { scalar: 'String', native: 'Xml' },
    python: { hint: 'str', type: '_Named' },
    keepsRows: ['text', 'varchar'],
  },
  {
    name: 'citext',
    format: 'citext',
    prisma: { scalar: 'String', native: 'Citext' },
    python: { hint: 'str', type: 'pg.CITEXT' },
    extension: 'citext',
  },
  {
    name: 'inet',
    format: 'inet',
    prisma: { scalar: 'String', native: 'Inet' },
    python: { hint: 'str', type: 'pg.INET' },
  },
  {
    name: 'bit',
    format: 'bit(#)',
    unsized: '"bit"',
    size: 'exact',
    prisma: { scalar: 'String', native: 'Bit' },
    python: { hint: 'str', type: 'pg.BIT' },
  },
  {
    name: 'varbit',
    format: 'bit varying(#)',
    size: 'length',
    prisma: { scalar: 'String', native: 'VarBit' },
    python: { hint: 'str', type: 'pg.BIT' },
  },
  {
    name: 'bool',
    format: 'boolean',
    prisma: { scalar: 'Boolean', native: 'Boolean', plain: [] },
    python: { hint: 'bool', type: 'sa.Boolean' },
  },
  {
    name: 'int2',
    format: 'smallint',
    serials: ['smallserial', 'serial2'],
    prisma: { scalar: 'Int', native: 'SmallInt' },
    literal: 'integer',
    python: { hint: 'int', type: 'sa.SmallInteger' },
    widens: ['int4', 'int8', 'numeric', 'float4', 'float8'],
  },
  {
    name: 'int4',
    format: 'integer',
    serials: ['serial', 'serial4'],
    prisma: { scalar: 'Int', native: 'Integer', plain: [] },
    literal: 'integer',
    python: { hint: 'int', type: 'sa.Integer' },
    widens: ['int8', 'numeric', 'float8'],
  },
  {
    name: 'int8',
    format: 'bigint',
    serials: ['bigserial', 'serial8'],
    prisma: { scalar: 'BigInt', native: 'BigInt', plain: [] },
    literal: 'integer',
    python: { hint: 'int', type: 'sa.BigInteger' },
    widens: ['numeric'],
  },
  {
    name: 'oid',
    format: 'oid',
    prisma: { scalar: 'Int', native: 'Oid' },
    python: { hint: 'int', type: 'pg.OID' },
  },
  {
    name: 'float4',
    format: 'real',
    prisma: { scalar: 'Float', native: 'Real' },
    literal: 'number',
    python: { hint: 'float', type: 'sa.REAL' },
    widens: ['float8'],
  },
  {
    name: 'float8',
    format: 'double precision',
    prisma: { scalar: 'Float', native: 'DoublePrecision', plain: [] },
    literal: 'number',
    python: { hint: 'float', type: 'pg.DOUBLE_PRECISION' },
  },
  {
    name: 'numeric',
    format: 'numeric(#)',
    size: 'digits',
    prisma: { scalar: 'Decimal', native: 'Decimal', plain: ['65', '30'] },
    literal: 'number',
    python: { hint: 'decimal.Decimal', type: 'sa.Numeric' },
  },
  {
    name: 'money',
    format: 'money',
    prisma: { scalar: 'Decimal', native: 'Money' },
    // The driver hands out what PostgreSQL prints, with a currency in it.
    python: { hint: 'str', type: 'pg.MONEY' },
  },
  {
    name: 'timestamp',
    format: 'timestamp(#) without time zone',
    size: 'seconds',
    prisma: { scalar: 'DateTime', native: 'Timestamp', plain: ['3'] },
    python: { hint: 'datetime.datetime', type: '_UtcTimestamp' },
  },
  {
    name: 'timestamptz',
    format: 'timestamp(#) with time zone',
    size: 'seconds',
    prisma: { scalar: 'DateTime', native: 'Timestamptz' },
    python: { hint: 'datetime.datetime', type: 'pg.TIMESTAMP' },
  },
  {
    name: 'date',
    format: 'date',
    prisma: { scalar: 'DateTime', native: 'Date' },
    python: { hint: 'datetime.date', type: 'sa.Date' },
    // Of every date that JavaScript has; PostgreSQL alone knows some beyond the end of `timestamp`.
    widens: ['timestamp'],
  },
  {
    name: 'time',
    format: 'time(#) without time zone',
    size: 'seconds',
    prisma: { scalar: 'DateTime', native: 'Time' },
    python: { hint: 'datetime.time', type: 'pg.TIME' },
  },
  {
    name: 'timetz',
    format: 'time(#) with time zone',
    size: 'seconds',
    prisma: { scalar: 'DateTime', native: 'Timetz' },
    python: { hint: 'datetime.time', type: 'pg.TIME' },
  },
  {
    name: 'json',
    format: 'json',
    prisma: { scalar: 'Json', native: 'Json' },
    python: { hint: 'Any', type: 'pg.JSON' },
  },
  {
    name: 'jsonb',
    format: 'jsonb',
    prisma: { scalar: 'Json', native: 'JsonB', plain: [] },
    python: { hint: 'Any', type: 'pg.JSONB' },
    widens: ['json'],
  },
  {
    name: 'bytea',
    format: 'bytea',
    prisma: { scalar: 'Bytes', native: 'ByteA', plain: [] },
    python: { hint: 'bytes', type: 'sa.LargeBinary' },
  },
  // Types that Prisma calls Unsupported.
  { name: 'interval', format: 'interval(#)', size: 'seconds' },
  { name: 'cidr', format: 'cidr', keepsRows: ['inet'] },
  ...[
    ...['macaddr', 'macaddr8', 'name', 'jsonpath', 'pg_lsn', 'tsvector', 'tsquery'],
    ...['point', 'line', 'lseg', 'box', 'path', 'polygon', 'circle'],
    ...['int4range', 'int8range', 'numrange', 'tsrange', 'tstzrange', 'daterange'],
  ].map((name) => ({ name, format: name })),
];
