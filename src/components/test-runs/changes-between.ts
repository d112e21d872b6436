import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

/** Fields that change with every write and would only be noise. */
const UNINTERESTING = new Set(['id', 'createdAt', 'updatedAt']);

const Changes = z.record(z.string(), z.object({ from: z.json().optional(), to: z.json().optional() }));
export type Changes = z.output<typeof Changes>;

/**
 * The fields in which two states of a row differ, sorted by name. `from` is left out when the row is new,
 * `to` when it is gone.
 *
 * @example changesBetween({ name: 'a' }, { name: 'b' }) // { name: { from: 'a', to: 'b' } }
 */
export function changesBetween(before: object | undefined, after: object | undefined): Changes {
  const from = new Map<string, unknown>(Object.entries(before ?? {}));
  const to = new Map<string, unknown>(Object.entries(after ?? {}));
  const names = [...new Set([...from.keys(), ...to.keys()])]
    .filter((name) => !UNINTERESTING.has(name))
    .sort();
  const changed = names.filter((name) => !isDeepStrictEqual(from.get(name), to.get(name)));
  // Through JSON, because that is what the column holds: dates become text, undefined disappears.
  const entries = changed.map((name) => [name, { from: from.get(name), to: to.get(name) }] as const);
  return Changes.parse(JSON.parse(JSON.stringify(Object.fromEntries(entries))));
}
