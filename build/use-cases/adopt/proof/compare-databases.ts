import { type CatalogEntry, entryKey } from '../../migrate/rollback/catalog-entry.ts';

/** One object that two databases have differently. */
export interface DatabaseDifference {
  readonly kind: string;
  /** As SQL wants it. */
  readonly name: string;
  /** As the migrations make it; undefined: they make none. */
  readonly expected: CatalogEntry | undefined;
  /** As the database has it; undefined: it has none. */
  readonly found: CatalogEntry | undefined;
}

/**
 * What is different in the schemas that the migrations make, object by object; a part of what is missing as a whole is not
 * named again. Rights are a matter of the place, extensions that only one has and their versions, too, and PostgreSQL
 * schemas beside those of the migrations belong to others.
 */
export function compareDatabases(
  expected: readonly CatalogEntry[],
  found: readonly CatalogEntry[],
): DatabaseDifference[] {
  const schemas = expected.filter(({ kind }) => kind === 'schema').map(({ name }) => `${name}.`);
  const inSchema = ({ name }: CatalogEntry): boolean =>
    schemas.some((schema) => name.startsWith(schema)) || !/^(?:"[^"]+"|\w+)\./.test(name);
  const compared = (entries: readonly CatalogEntry[]) =>
    new Map(
      entries
        .filter((one) => one.kind === 'extension' || (one.kind !== 'schema' && inSchema(one)))
        .map((one) => [entryKey(one), one]),
    );
  const [wanted, there] = [compared(expected), compared(found)];
  const differences: DatabaseDifference[] = [];
  for (const [key, one] of wanted) {
    const other = there.get(key);
    if (!other) differences.push({ kind: one.kind, name: one.name, expected: one, found: undefined });
    else if (one.kind !== 'extension' && withoutRights(one) !== withoutRights(other))
      differences.push({ kind: one.kind, name: one.name, expected: one, found: other });
  }
  for (const [key, one] of there) {
    if (wanted.has(key) || one.kind === 'extension') continue;
    differences.push({ kind: one.kind, name: one.name, expected: undefined, found: one });
  }
  return differences.filter((one) => !isPartOfAnother(one, differences));
}

/** An access list stands in a definition as `{owner=arwd/owner}`. */
function withoutRights({ definition }: CatalogEntry): string {
  return definition.replaceAll(/\s?\{(?:[^{}"]|"[^"]*")*=[a-zA-Z*]*\/(?:[^{}"]|"[^"]*")*\}/g, '').trim();
}

function isPartOfAnother(one: DatabaseDifference, all: readonly DatabaseDifference[]): boolean {
  const entry = one.expected ?? one.found;
  const isWhole = one.expected !== undefined && one.found !== undefined;
  if (!entry || isWhole) return false;
  const sameSide = all.filter(
    (other) => other !== one && (other.expected === undefined) === (one.expected === undefined),
  );
  const isMissing = (kind: string, name: string | null | undefined) =>
    sameSide.some((other) => other.kind === kind && other.name === name && !(other.expected && other.found));
  if (entry.kind === 'sequence settings' || entry.kind === 'sequence owner')
    return (
      isMissing('sequence', entry.name) ||
      isMissing('column', entry.details?.ownedBy) ||
      isPartOfTable(entry, isMissing)
    );
  if (entry.kind === 'sequence')
    return isMissing('column', entry.details?.ownedBy) || isPartOfTable(entry, isMissing);
  if (entry.kind === 'index' && isMissing('constraint', constraintOf(entry))) return true;
  return (
    entry.kind !== 'table' &&
    ['table', 'view', 'materialized view'].some((kind) => isMissing(kind, entry.table))
  );
}

/** A sequence that belongs to a column of a table that is missing as a whole. */
function isPartOfTable(
  { details }: CatalogEntry,
  isMissing: (kind: string, name: string | undefined) => boolean,
): boolean {
  const owner = details?.ownedBy ?? '';
  return isMissing('table', owner.slice(0, owner.lastIndexOf('.')));
}

/** The constraint whose index this is has the same name, at its table. */
function constraintOf({ name, table }: CatalogEntry): string {
  const own = /(?:"(?:[^"]|"")*"|\w+)$/.exec(name)?.[0] ?? '';
  return `${table ?? ''}.${own}`;
}
