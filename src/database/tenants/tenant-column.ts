import { TenantError } from '../../context/index.ts';
import { modelBlocks } from './relation-columns.ts';

/** What a column has of a tenant: its id, as the type of the column says it. */
export type TenantValue = string | number | bigint;

/** The column that says whose a row of a model is. */
export interface TenantColumn {
  readonly model: string;
  readonly field: string;
  /** Of Prisma: `String`, `Int` or `BigInt`. */
  readonly type: string;
  /** Of PostgreSQL, where the schema says one: `Uuid`, `VarChar(20)`. */
  readonly native: string | undefined;
}

/** The native types that the schema of a client gives to fields, by `Model.field`. */
export function nativeTypes(schema: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { model, body } of modelBlocks(schema)) {
    for (const [, field = '', native = ''] of body.matchAll(
      /^[ \t]*(\w+)[ \t]+\w[^\n/]*@db\.(\w+(?:\(\s*\d+\s*\))?)/gm,
    )) {
      found.set(`${model}.${field}`, native.replaceAll(/\s/g, ''));
    }
  }
  return found;
}

/**
 * A tenant's id as a value of the column. Only one way to write it is taken: two ids must not mean one tenant.
 *
 * @param tenant checked by `tenantId`
 * @throws TenantError when it cannot be a value of the column
 */
export function tenantValue(column: TenantColumn, tenant: string): TenantValue {
  const value = valueOf(column, tenant);
  if (value !== undefined) return value;
  throw new TenantError(
    'ACCESS.INVALID_TENANT',
    `The tenants of "${column.model}" are ${wordsOf(column)}, and this one is none.`,
  );
}

/** Whether a value that stands in data is the tenant's. */
export function isSameTenant(value: unknown, tenant: TenantValue): boolean {
  if (typeof tenant === 'bigint') {
    return (typeof value === 'bigint' || Number.isSafeInteger(value)) && String(value) === String(tenant);
  }
  return value === tenant;
}

const wholeNumber = /^(?:0|-?[1-9]\d{0,18})$/;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

function valueOf({ type, native }: TenantColumn, tenant: string): TenantValue | undefined {
  if (type === 'Int' || type === 'BigInt') {
    if (!wholeNumber.test(tenant)) return undefined;
    const bits = type === 'BigInt' ? 64 : native === 'SmallInt' ? 16 : 32;
    const value = BigInt(tenant);
    if (BigInt.asIntN(bits, value) !== value) return undefined;
    return type === 'BigInt' ? value : Number(value);
  }
  if (native === 'Uuid') return uuid.test(tenant) ? tenant : undefined;
  const [, length] = /^(?:VarChar|Char)\((\d+)\)$/.exec(native ?? '') ?? [];
  return length === undefined || tenant.length <= Number(length) ? tenant : undefined;
}

function wordsOf({ type, native }: TenantColumn): string {
  if (type === 'BigInt') return 'whole numbers of 64 bits, without leading zeros';
  if (type === 'Int')
    return `whole numbers of ${native === 'SmallInt' ? '16' : '32'} bits, without leading zeros`;
  if (native === 'Uuid') return 'UUIDs in small letters';
  return `texts of the type ${native ?? 'text'}`;
}
