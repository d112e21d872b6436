import { type EntryChange } from './alter-sql.ts';
import { type Catalog, type CatalogEntry, entryKey } from './catalog-entry.ts';

/** What leads from a schema back to the one before. */
export interface CatalogChange {
  /** Removed, and not made again. */
  readonly dropped: readonly CatalogEntry[];
  readonly created: readonly CatalogEntry[];
  /** Changed in place. */
  readonly altered: readonly EntryChange[];
  /** Removed and made again: what has another text, and what stands on something that is changed. */
  readonly rebuilt: readonly (EntryChange & {
    /** `CREATE OR REPLACE` and its like: nothing is removed. */
    readonly isReplaced: boolean;
  })[];
}

/** What is made anew where its text differs. Of the others only what `alter-sql` knows is changed, the rest is left over. */
const replaceable = new Set([
  'constraint',
  'index',
  'view',
  'materialized view',
  'statistics',
  'trigger',
  'rule',
  'row security',
  'policy',
  'domain',
  'sequence owner',
]);
/** Depend on the type of a column they name. */
const standsOnType = new Set([
  'view',
  'materialized view',
  'rule',
  'policy',
  'trigger',
  'statistics',
  'function',
]);

export function compareCatalogs(before: Catalog, after: Catalog): CatalogChange {
  const [old, now] = [before, after].map(
    ({ entries }) => new Map(entries.map((one) => [entryKey(one), one])),
  );
  const inBoth = before.entries.flatMap((to): EntryChange[] => {
    const from = now?.get(entryKey(to));
    return from ? [{ from, to }] : [];
  });
  const changed = inBoth.filter(({ from, to }) => from.definition !== to.definition);
  const altered = changed.filter(({ from, to }) => isAltered(from, to));
  const moved = new Set(altered.filter(isMoved).map(({ to }) => entryKey(to)));
  const rebuilt = new Map<string, EntryChange & { readonly isReplaced: boolean }>();
  for (const one of changed.filter((each) => !altered.includes(each))) {
    const isReplaced = replacesInPlace(one);
    if (isReplaced || replaceable.has(one.to.kind) || one.to.kind === 'column' || one.to.kind === 'function')
      rebuilt.set(entryKey(one.to), { ...one, isReplaced });
  }
  spread(inBoth, after, { moved, altered, rebuilt });

  const dropped = after.entries.filter((one) => !old?.has(entryKey(one)));
  const created = before.entries.filter((one) => !now?.has(entryKey(one)));
  const gone = new Set(dropped.map(entryKey));
  const made = new Set(created.map(entryKey));
  return {
    dropped: dropped.filter((one) => !goesAlong(one, gone, rebuilt, after)),
    created: created.filter((one) => !comesAlong(one, made)),
    altered,
    rebuilt: [...rebuilt.values()],
  };
}

function isAltered({ kind, details: now, create }: CatalogEntry, { details: then }: CatalogEntry): boolean {
  if (kind === 'enum') return true;
  if (kind === 'table') return now?.partition != null || then?.partition != null;
  return kind === 'column' && create !== null && now?.column?.generated === then?.column?.generated;
}

/** Columns with another type, and enums whose columns get one. */
function isMoved({ from, to }: EntryChange): boolean {
  const [now, then] = [from.details?.column, to.details?.column];
  return (
    to.kind === 'enum' || (now !== undefined && (now.type !== then?.type || now.collation !== then.collation))
  );
}

function replacesInPlace({ from, to }: EntryChange): boolean {
  if (to.kind === 'comment' || to.kind === 'sequence settings') return true;
  return to.kind === 'function' && from.details?.result === to.details?.result;
}

/** What stands on something that is changed has to go first and comes back afterwards, and so what stands on that. */
function spread(
  inBoth: readonly EntryChange[],
  after: Catalog,
  {
    moved,
    altered,
    rebuilt,
  }: {
    readonly moved: Set<string>;
    readonly altered: readonly EntryChange[];
    readonly rebuilt: Map<string, EntryChange & { readonly isReplaced: boolean }>;
  },
): void {
  const enums = new Set(altered.filter(({ to }) => to.kind === 'enum').map(({ to }) => entryKey(to)));
  for (const { to } of inBoth) {
    const needs = after.needs.get(entryKey(to)) ?? new Set();
    if (to.kind === 'column' && [...needs].some((key) => enums.has(key))) moved.add(entryKey(to));
  }
  for (let isNew = true; isNew;) {
    isNew = false;
    for (const one of inBoth) {
      const key = entryKey(one.to);
      if (rebuilt.has(key)) continue;
      const needs = [...(after.needs.get(key) ?? [])];
      const onRebuilt = needs.some((each) => rebuilt.get(each)?.isReplaced === false);
      if (!(onRebuilt ? canBeRebuilt(one.to) : needs.some((each) => moved.has(each)) && isInTheWay(one.to)))
        continue;
      rebuilt.set(key, { ...one, isReplaced: one.to.kind === 'comment' });
      isNew = true;
    }
  }
}

function canBeRebuilt({ kind, create }: CatalogEntry): boolean {
  return create !== null && kind !== 'table' && kind !== 'schema' && kind !== 'extension';
}

/** Whether it keeps a column from getting another type. Plain indexes and keys are taken along by PostgreSQL. */
function isInTheWay({ kind, details, create }: CatalogEntry): boolean {
  if (create === null) return false;
  if (kind === 'column') return details?.column?.generated != null;
  if (kind === 'index' || kind === 'constraint') return details?.isPlain === false;
  return standsOnType.has(kind);
}

/** Parts of a table that is dropped; what belongs to a column that is; comments on what goes or comes back without them. */
function goesAlong(
  { kind, name, table, details }: CatalogEntry,
  gone: ReadonlySet<string>,
  rebuilt: ReadonlyMap<string, unknown>,
  after: Catalog,
): boolean {
  if (kind === 'comment') {
    const about = [...(after.needs.get(entryKey({ kind, name })) ?? [])];
    return about.some((key) => gone.has(key) || rebuilt.has(key));
  }
  if (details?.ownedBy != null && gone.has(`column ${details.ownedBy}`)) return true;
  if (table === null || kind === 'table') return false;
  const isGone = ['table', 'view', 'materialized view'].some((one) => gone.has(`${one} ${table}`));
  // Two tables may refer to each other: neither could go first.
  return isGone && (details?.refersTo == null || !gone.has(`table ${details.refersTo}`));
}

/** Columns of a table that is made, and the settings of a sequence that is. */
function comesAlong({ kind, name, table }: CatalogEntry, made: ReadonlySet<string>): boolean {
  if (kind === 'sequence settings') return made.has(`sequence ${name}`);
  return kind === 'column' && made.has(`table ${table ?? ''}`);
}
