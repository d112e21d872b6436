import { type ComposedModel } from '../../model/composed-model.ts';
import { type DatabaseName, placeOf } from '../../model/names/database-name.ts';
import { placeAt, placeOfName } from '../../model/names/declared.ts';
import { type Declared } from '../../model/scanned-source.ts';
import { columnName, listConstraintNames } from '../../model/names/list-constraint-names.ts';
import { listOneSidedTables, listRelationTables } from '../../model/names/list-relation-tables.ts';
import { listTableNames } from '../../model/names/list-table-names.ts';
import { neededExtensions } from '../../pipeline/compose/needed-extensions.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type SourceLocation } from '../../diagnostics/diagnostic.ts';
import { type LockEntries } from '../../pipeline/lock/lock-file.ts';
import { serialSequenceName } from '../../postgres/names/serial-sequence-name.ts';
import { type Field } from '../../prisma-language/read-declarations.ts';
import { laterSequenceName } from '../../model/names/derived-name.ts';
import { type NamedObject } from '../../postgres/history/name-bearers.ts';
import { keyOf } from '../../postgres/names/key-of.ts';

/** Whose an object of the database is. */
export interface Owner {
  readonly component: string;
  readonly version: string;
  /** The model, view or enum it comes from, and the author's words for it; absent when only the lock knows it. */
  readonly model?: string;
  readonly location?: SourceLocation;
}

/** What to ask about: an object a statement names, or a table or type by its name. */
export type OwnedObject = NamedObject;

/** Answers whose an object is, as the composed schema and the lock have it now. */
export interface Owners {
  /** The owner with the most precise place known: the field of a column, the attribute of an index or a foreign key. */
  readonly of: (object: OwnedObject) => Owner | undefined;
}

/** What of the composed schema tells who owns what. */
export type OwningModel = Pick<ComposedModel, 'components' | 'sources' | 'opposites'>;

/**
 * Reads off who owns which table, view, enum, index and sequence. Components whose folder is gone own what the lock says.
 *
 * @param lock what is on disk, for components that are retired or missing
 */
export function findOwners(
  { components, sources, opposites }: OwningModel,
  lock: LockEntries,
  { defaultSchema }: Pick<ProjectConfig, 'defaultSchema'>,
): Owners {
  const settings = { defaultSchema };
  const declared = sources.flatMap((source) => source.declared);
  const versions = new Map(components.map(({ name, version }) => [name, version]));
  const tables = listTableNames(declared, settings);
  const names = [
    ...tables,
    ...listRelationTables(declared, settings),
    ...listOneSidedTables(opposites, settings),
    ...tables.flatMap((table) => listConstraintNames(table)),
  ];
  const byName = new Map<string, DatabaseName>();
  for (const one of names) {
    const inSchema = one.thing === 'foreignKey' ? `${one.table}.${one.name}` : one.name;
    const name = keyOf({ schema: one.schema, name: inSchema });
    if (!byName.has(name)) byName.set(name, one);
  }
  addSequences(tables, byName);
  const byLock = new Map<string, Owner>();
  for (const [component, { version, tables: known, enums }] of lock) {
    for (const name of [...known, ...enums]) byLock.set(name, { component, version });
  }
  const ownerAt = (owner: Declared, location: SourceLocation): Owner => ({
    component: owner.component,
    version: versions.get(owner.component) ?? '0.0.0',
    model: owner.name,
    location,
  });
  const find = (name: string, schema = defaultSchema) => byName.get(keyOf({ schema, name }));

  return {
    of({ kind, schema, name, table, column }) {
      if (kind === 'extension') return ownerOfExtension(name, components);
      const within = table === undefined ? undefined : find(table, schema);
      const found = find(table === undefined ? name : `${table}.${name}`, schema) ?? find(name, schema);
      // An index's name counts only as one of its own table.
      const exact = found && (!within || found.table === within.table) ? found : within;
      if (!exact) return byLock.get(table ?? name);
      const { owner } = exact;
      const field = column === undefined ? undefined : owner.fields.find((one) => columnName(one) === column);
      if (field) return ownerAt(owner, placeAt(owner, field.offset, field.name.length));
      const isBlock = exact.thing === 'table' || exact.thing === 'enum';
      return ownerAt(owner, isBlock && !isRelation(exact) ? placeOfName(owner) : placeOf(exact));
    },
  };
}

/** The first component that names it or whose schema needs it; an extension from the settings is the project's own. */
function ownerOfExtension(name: string, components: readonly DiscoveredComponent[]): Owner | undefined {
  for (const component of components) {
    const entry = component.extensions?.find((one) => one.name === name);
    const source = component.schemas.find((one) => neededExtensions(one).includes(name));
    const location = entry?.location ?? (source && { file: source.file, line: 1, column: 1 });
    if (location) return { component: component.name, version: component.version, location };
  }
  return undefined;
}

/** The table behind an implicit relation has no block of its own: its place is the field. */
function isRelation({ rename }: DatabaseName): boolean {
  return rename === 'relationName';
}

/**
 * Of `autoincrement()` columns, under both names they may have: PostgreSQL's own for a serial column, with a number where the name
 * is taken by a table before it, and Prisma's for a column that counts only since a later migration.
 */
function addSequences(tables: readonly DatabaseName[], byName: Map<string, DatabaseName>): void {
  const counting = tables.flatMap((table) =>
    table.owner.fields.filter(isCounting).map((field) => ({ table, field, column: columnName(field) })),
  );
  const nameAt = (table: DatabaseName, { offset, name }: Field): DatabaseName => ({
    ...table,
    thing: 'index',
    offset,
    length: name.length,
  });
  for (const { table, field, column } of counting) {
    const { schema } = table;
    const nameOf = (number: number) =>
      keyOf({ schema, name: serialSequenceName(table.name, column, number) });
    let number = 0;
    while (byName.has(nameOf(number))) number += 1;
    byName.set(nameOf(number), nameAt(table, field));
  }
  for (const { table, field, column } of counting) {
    const name = keyOf({ schema: table.schema, name: laterSequenceName(table.name, column) });
    if (!byName.has(name)) byName.set(name, nameAt(table, field));
  }
}

function isCounting({ attributes }: Field): boolean {
  return attributes.some(
    ({ name, args }) => name === 'default' && args[0]?.value[0]?.text === 'autoincrement',
  );
}
