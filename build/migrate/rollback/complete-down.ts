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
 * views, policies, database schemas. What the migration made is removed before the engine's part, what it removed is made
 * again after it; a schema is there before everything that is in it, and goes when it is empty.
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
  const drops = sortByKind(made).reverse().map(dropping);
  const creates = sortByKind(removed).map(creating);
  return [
    ...removed.filter(isSchema).map(creating),
    ...drops,
    ...(isEmptyScript(derived) ? [] : [derived.trim()]),
    ...creates,
    ...made.filter(isSchema).map(dropping),
  ].join('\n\n');
}

const isSchema = ({ kind }: CatalogEntry): boolean => kind === 'schema';
const dropping = ({ kind, drop }: CatalogEntry): string => `-- Drop ${kind}\n${drop ?? ''}`;
const creating = ({ kind, create }: CatalogEntry): string => `-- Create ${kind}\n${create ?? ''}`;

/** A schema with other rights is still that schema. */
function isSame(a: CatalogEntry, b: CatalogEntry): boolean {
  return a.kind === b.kind && a.name === b.name && (isSchema(a) || a.definition === b.definition);
}

/** What stands in a schema, in the order in which it is made. */
function sortByKind(entries: readonly CatalogEntry[]): CatalogEntry[] {
  return entries
    .filter((entry) => !isSchema(entry))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** The engine's words for "no difference". */
function isEmptyScript(script: string): boolean {
  return script.trim() === '' || script.trim() === '-- This is an empty migration.';
}
