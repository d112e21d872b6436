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

/**
 * Accepted by Prisma, and then the client does not compile or its types are wrong: words no TypeScript type or
 * JavaScript constant may have as its name, and the property every object has.
 */
const brokenNames = `
  any arguments as bigint boolean constructor Constructor eval never number object static string symbol undefined
  unknown`;

/**
 * Of the language and TypeScript's library (ES2023): a file that imports such a model no longer sees the global one,
 * and an `async` function beside it does not compile (`Promise`). Those of a host (`File`, `Request`) are left alone.
 */
const globalNames = `
  AggregateError Array ArrayBuffer AsyncDisposableStack AsyncGenerator AsyncGeneratorFunction AsyncIterable AsyncIterableIterator
  AsyncIterator Atomics BigInt64Array BigUint64Array DataView Date DisposableStack Error EvalError
  FinalizationRegistry Float16Array Float32Array
  Float64Array Function Generator GeneratorFunction Infinity Int16Array Int32Array Int8Array Intl Iterable
  IterableIterator Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set
  SharedArrayBuffer SuppressedError Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap
  WeakRef WeakSet WebAssembly globalThis
  ArrayLike Awaited Capitalize ConstructorParameters Exclude Extract InstanceType Lowercase NonNullable Omit
  OmitThisParameter Parameters Partial Pick PromiseLike PropertyKey Readonly ReadonlyArray ReadonlyMap ReadonlySet
  Record Required ReturnType TemplateStringsArray ThisParameterType ThisType Uncapitalize Uppercase`;

/** Members of the platform's PrismaService; as accessors of models they would replace them. */
const serviceNames = 'onModuleInit ping';

/** Why a name cannot be used. */
export type ReservedReason = 'prisma' | 'typescript' | 'global' | 'service';

/** Names of models, views, enums and types that are refused, and why. */
export const reservedNames: ReadonlyMap<string, ReservedReason> = new Map([
  ...words(globalNames).map((name) => [name, 'global'] as const),
  ...words(brokenNames).map((name) => [name, 'typescript'] as const),
  ...[...words(prismaNames), ...scalarTypes].map((name) => [name, 'prisma'] as const),
]);

/** Accessors (first letter lower-cased) that models cannot have. */
export const reservedAccessors: ReadonlySet<string> = new Set(words(serviceNames));

/** A type of Prisma's own, which nobody can declare. */
export function isScalarType(name: string): boolean {
  return scalarTypes.has(name);
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
