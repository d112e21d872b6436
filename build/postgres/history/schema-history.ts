import { positionAt } from '../../diagnostics/text-position.ts';
import { partitionChanges } from '../sql/partition-change.ts';
import { type SqlNode, type SqlObject, type SqlStatement } from '../sql/sql-statement.ts';
import { type HistoryObject, type HistoryPlace, isPartition } from './history-object.ts';
import { makingOf, mayBeThere } from './making-statement.ts';
import { isPart, NameBearers, type NamedObject } from './name-bearers.ts';
import { applyToColumns, moveKey, nameColumnAnew } from './table-columns.ts';

/** The migration a statement is of. */
export interface HistorySource {
  readonly migration: string;
  readonly file: string;
  readonly lineStarts: readonly number[];
}

/**
 * What SQL so far says about the database, read from the statements alone, so that it is there without one: the one model of
 * the migrations. What only happens at run time (`EXECUTE`) is not in it, what is temporary neither.
 */
export class SchemaHistory {
  readonly #all: HistoryObject[] = [];
  readonly #names: NameBearers;
  /** What the objects of statements meant when these were applied. */
  readonly #meant = new WeakMap<object, HistoryObject>();
  readonly #lastChanges = new Map<string, HistoryPlace>();
  readonly #defaultSchema: string;

  constructor(defaultSchema: string) {
    this.#defaultSchema = defaultSchema;
    this.#names = new NameBearers(defaultSchema);
  }

  /** What the history made and did not drop, in that order. */
  objects(): HistoryObject[] {
    return this.#all.filter(({ isMade, isGone }) => isMade && !isGone);
  }

  /** A table the history made and did not drop; an unknown one has to be judged as the worst it could be. */
  table(name: Pick<NamedObject, 'schema' | 'name'>): HistoryObject | undefined {
    const { schema, name: own } = name;
    const table = this.#names.alive({ kind: 'table', schema, name: own });
    return table?.isMade ? table : undefined;
  }

  /** What an object of an applied statement meant then; else the last thing that had the name. */
  find(object: NamedObject): HistoryObject | undefined {
    if (object.isTemporary) return undefined;
    return this.#meant.get(object) ?? this.#names.last(object);
  }

  /** The last statement that changes what has this name. */
  lastChange(object: NamedObject): HistoryPlace | undefined {
    return this.#lastChanges.get(this.#names.key(object));
  }

  /** A name as the lock writes it: with its schema outside the default one. */
  fullName({ schema, name }: Pick<HistoryObject, 'schema' | 'name'>): string {
    return schema === this.#defaultSchema ? name : `${schema}.${name}`;
  }

  /** From here on every table may have rows. */
  settle(): void {
    for (const object of this.#all) object.isNew = false;
  }

  /** Takes in what a statement changes. */
  apply({ node, objects }: SqlStatement, source?: HistorySource): void {
    const lasting = objects.filter(({ isTemporary }) => !isTemporary);
    for (const object of lasting) {
      const place = source && placeOf(object, source);
      const known =
        object.touch === 'create' && object.column === undefined
          ? this.#create(object, node, place)
          : this.#ensure(object);
      this.#meant.set(object, known);
      this.#change(known, object);
      if (place) this.#noteChange(object, place);
    }
    const [first] = objects;
    if (!first || first.isTemporary) return;
    const subject = this.#meant.get(first);
    if (subject && 'AlterTableStmt' in node) applyToColumns(subject, node);
    for (const { touch, partition, parent } of partitionChanges(node)) {
      const table = this.#ensure({ kind: 'table', ...parent });
      setParent(this.#ensure({ kind: 'table', ...partition }), table, touch === 'attach');
    }
  }

  #create(object: SqlObject, node: SqlNode, madeAt: HistoryPlace | undefined): HistoryObject {
    const known = this.#names.alive(object);
    // Only where it may be there already, PostgreSQL leaves it as it is.
    if (known?.isMade && mayBeThere(node)) return known;
    const made = this.#add(object, {
      isMade: true,
      madeAt,
      ...makingOf(node),
    });
    if ('CreateStmt' in node) applyToColumns(made, node);
    return made;
  }

  #ensure(object: NamedObject): HistoryObject {
    return this.#names.last(object) ?? this.#add(object, {});
  }

  #add(object: NamedObject, about: Partial<HistoryObject>): HistoryObject {
    const { kind, schema = this.#defaultSchema, name, table } = object;
    const made: HistoryObject = {
      kind,
      schema,
      name,
      isMade: false,
      isGone: false,
      madeAt: undefined,
      isNew: false,
      isEnum: false,
      isChild: false,
      table: table === undefined ? undefined : this.#ensure({ kind: 'table', schema, name: table }),
      parent: undefined,
      parts: new Map(),
      columns: new Map(),
      filled: new Map(),
      ...about,
    };
    this.#all.push(made);
    this.#names.set(made);
    return made;
  }

  #change(known: HistoryObject, object: SqlObject): void {
    const { kind, touch, column, name, newName, newSchema } = object;
    if (newSchema !== undefined) this.#rename(known, newSchema, known.name);
    if (column !== undefined) {
      if (touch === 'rename' && newName !== undefined) nameColumnAnew(known, column, newName);
      return;
    }
    if (touch === 'drop') {
      if (kind === 'schema') for (const one of this.#within(name)) this.#drop(one);
      this.#drop(known);
    }
    if (touch === 'rename' && newName !== undefined) {
      if (kind === 'schema') for (const one of this.#within(name)) this.#rename(one, newName, one.name);
      if (known.table && kind === 'constraint') moveKey(known.table.filled, name, newName);
      this.#rename(known, known.schema, newName);
    }
  }

  /** What depends on it goes with it: partitions, indexes, parts. */
  #drop(object: HistoryObject): void {
    if (object.isGone) return;
    object.isGone = true;
    for (const one of this.#all) {
      if (one.table === object || (isPartition(one) && one.parent?.table === object)) this.#drop(one);
    }
  }

  /** The old name still leads to it, until another thing gets that name. */
  #rename(object: HistoryObject, schema: string, name: string): void {
    object.schema = schema;
    object.name = name;
    this.#names.set(object);
    // What belongs to a table is in its schema.
    for (const one of this.#all) {
      if (one.table === object && one.schema !== schema) this.#rename(one, schema, one.name);
    }
  }

  #within(schema: string): HistoryObject[] {
    return this.#all.filter((one) => one.schema === schema && one.kind !== 'schema' && !isPart(one.kind));
  }

  #noteChange(object: SqlObject, place: HistoryPlace): void {
    const { touch, column, newName } = object;
    if (touch === 'read' || touch === 'refer') return;
    this.#lastChanges.set(this.#names.key(object), place);
    if (newName === undefined || column !== undefined) return;
    this.#lastChanges.set(this.#names.key({ ...object, name: newName }), place);
  }
}

function setParent(partition: HistoryObject, table: HistoryObject, isAttached: boolean): void {
  // PostgreSQL refuses a circle; here nothing must follow one for ever.
  for (let one: HistoryObject | undefined = table; one; one = one.parent?.table)
    if (one === partition) return;
  partition.parent = { table, isAttached };
  // Detached, it is a table like any other, although the history may not have made it.
  if (!isAttached) partition.isMade = true;
}

function placeOf({ offset, name }: SqlObject, { migration, file, lineStarts }: HistorySource): HistoryPlace {
  return { migration, location: { file, ...positionAt(lineStarts, offset), length: name.length } };
}
