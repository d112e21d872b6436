import { z } from 'zod';

export type SortDirection = 'asc' | 'desc';

/** A parsed `sort` parameter. */
export interface Sort<Field extends string = string> {
  field: Field;
  direction: SortDirection;
}

/**
 * A schema for `sort=name` (ascending) and `sort=-createdAt` (descending).
 * Only the fields given are allowed; without a parameter the first one is sorted by, descending.
 *
 * @example
 * PageQuery.extend({ sort: sortBy('createdAt', 'name') })
 */
export function sortBy<const Field extends string>(first: Field, ...others: Field[]) {
  const sorts = new Map<string, Sort<Field>>();
  for (const field of [first, ...others]) {
    sorts.set(field, { field, direction: 'asc' });
    sorts.set(`-${field}`, { field, direction: 'desc' });
  }
  const fallback: Sort<Field> = { field: first, direction: 'desc' };
  return z
    .enum([...sorts.keys()])
    .default(`-${first}`)
    .transform((text): Sort<Field> => sorts.get(text) ?? fallback)
    .describe('Field to sort by; a minus before it means descending.');
}

/** Prisma's `orderBy` for a parsed sort. The id comes last, so that pages never overlap. */
export function orderBy<Field extends string>(sort: Sort<Field>) {
  const order = [single<Field | 'id'>(sort.field, sort.direction)];
  if (sort.field !== 'id') order.push(single<Field | 'id'>('id', sort.direction));
  return order;
}

function single<Field extends string>(field: Field, direction: SortDirection) {
  const order: Partial<Record<Field, SortDirection>> = {};
  order[field] = direction;
  return order;
}
