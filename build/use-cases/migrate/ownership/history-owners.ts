import { partitionChanges } from '../../../postgres/sql/partition-change.ts';
import { type SqlObject, type SqlScript, type SqlStatement } from '../../../postgres/sql/sql-statement.ts';
import { type NameInSchema, type SchemaHistory } from '../../../postgres/history/schema-history.ts';
import { type OwnedObject, type Owner, type Owners } from '../owners.ts';
import { keyOf } from '../../../postgres/names/key-of.ts';

/**
 * Whose an object is while the history is walked from its start: as the schema has it now; what has another name by now,
 * under that name; what is gone, as the records had it; a partition belongs to the owner of its table.
 */
export class HistoryOwners implements Owners {
  readonly #owners: Owners;
  readonly #history: SchemaHistory;
  readonly #defaultSchema: string;
  readonly #laterNames = new Map<string, NameInSchema>();
  readonly #parents = new Map<string, NameInSchema>();
  readonly #recorded = new Map<string, Owner>();

  /** @param scripts all of them, for names that change later */
  constructor(owners: Owners, history: SchemaHistory, scripts: readonly SqlScript[], defaultSchema: string) {
    this.#owners = owners;
    this.#history = history;
    this.#defaultSchema = defaultSchema;
    for (const { objects, node } of scripts.flatMap(({ statements }) => statements)) {
      for (const { partition, parent } of partitionChanges(node))
        this.#parents.set(this.#key(partition), parent);
      for (const object of objects) {
        if (object.touch !== 'rename' || object.newName === undefined || object.column !== undefined)
          continue;
        this.#laterNames.set(this.#key(object), { schema: object.schema, name: object.newName });
      }
    }
  }

  of(object: OwnedObject): Owner | undefined {
    const table =
      object.kind === 'index' && object.table === undefined ? this.#history.tableOfIndex(object) : undefined;
    return (
      this.#owners.of(object) ??
      (object.table === undefined ? this.#later(object) : this.of(tableOf(object))) ??
      this.#recorded.get(this.#key(object)) ??
      (table && this.of({ kind: 'table', ...table })) ??
      this.#ofParent(object)
    );
  }

  /** A partition of a partition leads on; a statement that PostgreSQL would refuse may lead in a circle. */
  #ofParent(object: OwnedObject, seen = new Set<string>()): Owner | undefined {
    const key = this.#key(
      object.table === undefined ? object : { schema: object.schema, name: object.table },
    );
    const parent = this.#parents.get(key);
    if (!parent || seen.has(key)) return undefined;
    seen.add(key);
    const table = { kind: 'table' as const, ...parent };
    return this.#owners.of(table) ?? this.#recorded.get(this.#key(parent)) ?? this.#ofParent(table, seen);
  }

  /** Remembers a statement's owner for the names it makes. */
  record({ objects }: SqlStatement, owner: Owner): void {
    for (const object of objects) {
      const { touch, column, schema, newName } = object;
      if (column !== undefined || (touch !== 'create' && touch !== 'rename')) continue;
      this.#recorded.set(this.#key(newName === undefined ? object : { schema, name: newName }), owner);
    }
  }

  /** Renames can go in a circle: each name is followed once. */
  #later(object: OwnedObject): Owner | undefined {
    const seen = new Set<string>();
    for (let key = this.#key(object); !seen.has(key);) {
      seen.add(key);
      const later = this.#laterNames.get(key);
      if (!later) return undefined;
      const owner = this.#owners.of({ ...object, ...later });
      if (owner) return owner;
      key = this.#key(later);
    }
    return undefined;
  }

  #key({ schema = this.#defaultSchema, name }: NameInSchema): string {
    return keyOf({ schema, name });
  }
}

function tableOf({ schema, table = '' }: OwnedObject): Pick<SqlObject, 'kind' | 'schema' | 'name'> {
  return { kind: 'table', schema, name: table };
}
