import { type PostgresType, postgresTypes, type PrismaScalar } from './postgres-types.ts';

const byName = new Map(
  postgresTypes.flatMap((type) => [type.name, ...(type.serials ?? [])].map((name) => [name, type] as const)),
);
const byFormat = new Map(
  postgresTypes.flatMap((type) =>
    [type.format.replace('(#)', ''), ...(type.unsized === undefined ? [] : [type.unsized])].map(
      (format) => [format, type] as const,
    ),
  ),
);
const byNative = new Map(postgresTypes.map((type) => [type.prisma?.native, type]));
const byScalar = new Map<string | undefined, PostgresType>(
  postgresTypes.flatMap((type) => (type.prisma?.plain ? [[type.prisma.scalar, type] as const] : [])),
);

/** By the name of `pg_type` and of the parser, also that of a serial column. */
export function typeNamed(name: string): PostgresType | undefined {
  return byName.get(name);
}

/** By what `format_type` writes, without its numbers. */
export function typeOfFormat(format: string): PostgresType | undefined {
  return byFormat.get(format);
}

/** By the word behind `@db.`. */
export function typeOfNative(native: string): PostgresType | undefined {
  return byNative.get(native);
}

/** What Prisma makes of a scalar that has no `@db`. */
export function typeOfScalar(scalar: PrismaScalar): PostgresType;
export function typeOfScalar(scalar: string): PostgresType | undefined;
export function typeOfScalar(scalar: string): PostgresType | undefined {
  return byScalar.get(scalar);
}

/** Whether a column of this type counts up by a sequence of its own. */
export function isSerial(name: string | undefined): boolean {
  return name !== undefined && typeNamed(name)?.serials?.includes(name) === true;
}
