import { type CatalogEntry } from './read-catalog.ts';

/** Kinds in the order they are made; they are removed in the opposite one. */
const order = [
  'function',
  'view',
  'materialized view',
  'constraint',
  'index',
  'statistics',
  'trigger',
  'rule',
  'row security',
  'policy',
];

/**
 * Puts into a reverse script what Prisma's schema engine does not see: checks, partial indexes, functions, triggers,
 * views, policies. What the migration made is removed before the engine's part, what it removed is made again after it.
 *
 * @param derived The engine's way from `after` to `before`.
 */
export function completeDown(
  derived: string,
  before: readonly CatalogEntry[],
  after: readonly CatalogEntry[],
): string {
  const tables = new Set(before.flatMap(({ table }) => table ?? []));
  const made = after.filter(
    (entry) =>
      entry.drop !== null &&
      !before.some((other) => isSame(entry, other)) &&
      // It goes with its table; a trigger goes before the function it runs.
      (entry.table === null || tables.has(entry.table) || entry.kind === 'trigger'),
  );
  const removed = before.filter(
    (entry) => entry.create !== null && !after.some((other) => isSame(entry, other)),
  );
  const drops = sortByKind(made).reverse();
  const creates = sortByKind(removed);
  return [
    ...drops.map(({ kind, drop }) => `-- Drop ${kind}\n${drop ?? ''}`),
    ...(isEmptyScript(derived) ? [] : [derived.trim()]),
    ...creates.map(({ kind, create }) => `-- Create ${kind}\n${create ?? ''}`),
  ].join('\n\n');
}

function isSame(a: CatalogEntry, b: CatalogEntry): boolean {
  return a.kind === b.kind && a.name === b.name && a.definition === b.definition;
}

function sortByKind(entries: readonly CatalogEntry[]): CatalogEntry[] {
  return [...entries].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** The engine's words for "no difference". */
function isEmptyScript(script: string): boolean {
  return script.trim() === '' || script.trim() === '-- This is an empty migration.';
}
