import { Prisma } from '../../generated/prisma/client.ts';

/** `Prisma.skip`, in projects that switch it on, is as if nothing were there. */
const skip: unknown = Reflect.get(Prisma, 'skip');

export function isAbsent(value: unknown): boolean {
  return value === undefined || value === skip;
}

const leaves = new Set<unknown>([skip, Prisma.AnyNull, Prisma.DbNull, Prisma.JsonNull]);

/**
 * A plain copy with each value exchanged; of a list, one of each entry. Other values are returned as they are.
 * A function in it, such as a `toJSON`, would be asked for what nothing has checked: it is left out.
 */
export function each(value: unknown, exchange: (key: string, value: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null || isLeaf(value)) return value;
  if (Array.isArray(value)) return value.map((entry: unknown) => each(entry, exchange));
  const entries: [string, unknown][] = [];
  // With what is inherited: Prisma reads that, too.
  for (const key in value) {
    const found: unknown = Reflect.get(value, key);
    if (typeof found !== 'function') entries.push([key, exchange(key, found)]);
  }
  return Object.fromEntries(entries);
}

/** What Prisma sends as one value, whatever its properties are. */
function isLeaf(value: object): boolean {
  return (
    value instanceof Date || ArrayBuffer.isView(value) || Prisma.Decimal.isDecimal(value) || leaves.has(value)
  );
}

/** An object with arguments in it: neither a list nor a value. */
export function isArguments(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLeaf(value);
}
