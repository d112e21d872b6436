import { brokenNames } from './broken-names.ts';

/**
 * Refused by Prisma's validator or its client generator. Source: `denylists` in @prisma/client-generator-ts 7.10.0 and
 * `reserved_model_names.rs` of prisma-engines, and the names of Prisma's own scalar types.
 */
const prismaNames = `
  Prisma PrismaClient AND OR NOT
  async await break case catch class const continue debugger default delete do else enum export extends false finally
  for function if implements import in instanceof interface let new null package private protected public return super
  switch this throw true try typeof using var void while with yield`;

const scalarTypes = new Set(words('BigInt Boolean Bytes DateTime Decimal Float Int Json String'));

/** Members of the platform's PrismaService; as accessors of models they would replace them. */
const serviceNames = 'asSystem logsSql onModuleInit ping poolUse';

/** Why a name cannot be used. */
export type ReservedReason = 'prisma' | 'broken' | 'service';

/** Names of models, views, enums and types that Prisma refuses. */
export const prismaReserved: ReadonlySet<string> = new Set([...words(prismaNames), ...scalarTypes]);

/**
 * True for a name that Prisma accepts, and then the client cannot be generated, does not compile or gives wrong answers.
 *
 * @param kind as in the schema; a view is like a model
 */
export function breaksClient(name: string, kind: string): boolean {
  const table: Readonly<Record<string, string>> = kind === 'enum' ? brokenNames.enum : brokenNames.model;
  return Object.hasOwn(table, name);
}

/** Accessors (first letter lower-cased) that models cannot have. */
export const reservedAccessors: ReadonlySet<string> = new Set(words(serviceNames));

/** A type of Prisma's own: no schema can declare it. */
export function isScalarType(name: string): boolean {
  return scalarTypes.has(name);
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
