import { type CatalogEntry } from './catalog-entry.ts';

/** A thing as it is, and as it is to be. */
export interface EntryChange {
  readonly from: CatalogEntry;
  readonly to: CatalogEntry;
}

/** Alters a column in place; what depends on its type is out of the way. */
export function alterColumn({ details: now }: CatalogEntry, { table, details: then }: CatalogEntry): string {
  const [from, to] = [now?.column, then?.column];
  if (!from || !to) return '';
  const alter = `ALTER TABLE ${table ?? ''} ALTER COLUMN ${to.name}`;
  const isMoved = from.type !== to.type || from.collation !== to.collation;
  const lines: string[] = [];
  if (from.identity !== null && from.identity !== to.identity) lines.push(`${alter} DROP IDENTITY;`);
  // A default is not cast with its column.
  if (from.default !== null && (isMoved || to.default === null)) lines.push(`${alter} DROP DEFAULT;`);
  if (isMoved) {
    const collation = to.collation === null ? '' : ` COLLATE ${to.collation}`;
    // From and to the types of a user there is a way by their texts only.
    const way = from.typeKind === 'b' && to.typeKind === 'b' ? '' : '::text';
    lines.push(`${alter} TYPE ${to.type}${collation} USING ${to.name}${way}::${to.type};`);
  }
  if (to.default !== null && (isMoved || from.default !== to.default))
    lines.push(`${alter} SET DEFAULT ${to.default};`);
  if (from.isRequired !== to.isRequired) lines.push(`${alter} ${to.isRequired ? 'SET' : 'DROP'} NOT NULL;`);
  if (to.identity !== null && from.identity !== to.identity)
    lines.push(`${alter} ADD GENERATED ${to.identity} AS IDENTITY;`);
  return lines.join('\n');
}

/** PostgreSQL takes no label out of an enum: the columns get a new type of the same name. */
export function swapEnum({ name, create }: CatalogEntry, columns: readonly EntryChange[]): string {
  const at = name.lastIndexOf('"') === name.length - 1 ? name.length - 1 : name.length;
  const old = `${name.slice(0, at)}__old${name.slice(at)}`;
  const alter = ({ to }: EntryChange): string =>
    `ALTER TABLE ${to.table ?? ''} ALTER COLUMN ${to.details?.column?.name ?? ''}`;
  return [
    ...columns.flatMap((one) =>
      one.from.details?.column?.default == null ? [] : [`${alter(one)} DROP DEFAULT;`],
    ),
    `ALTER TYPE ${name} RENAME TO ${old.slice(unqualifiedAt(old))};`,
    create ?? '',
    ...columns.flatMap((one) => {
      const column = one.to.details?.column;
      if (!column) return [];
      const moved = `${alter(one)} TYPE ${column.type} USING ${column.name}::text::${column.type};`;
      return column.default === null ? [moved] : [moved, `${alter(one)} SET DEFAULT ${column.default};`];
    }),
    `DROP TYPE ${old};`,
  ].join('\n');
}

/** Makes a table a partition again, or a table of its own. */
export function turnPartition({ name, details: now }: CatalogEntry, { details: then }: CatalogEntry): string {
  const [from, to] = [now?.partition, then?.partition];
  if (from?.parent === to?.parent && from?.bound === to?.bound) return '';
  return [
    ...(from ? [`ALTER TABLE ${from.parent} DETACH PARTITION ${name};`] : []),
    ...(to ? [`ALTER TABLE ${to.parent} ATTACH PARTITION ${name} ${to.bound};`] : []),
  ].join('\n');
}

/** Where the last part of a qualified name begins; a quote inside of quotes is doubled. */
function unqualifiedAt(name: string): number {
  const last = /(?:"(?:[^"]|"")*"|[^."]+)$/.exec(name);
  return last?.index ?? 0;
}
