import { type HistoryObject } from '../../../postgres/history/history-object.ts';
import { type SchemaHistory } from '../../../postgres/history/schema-history.ts';
import { type SqlStatement } from '../../../postgres/sql/sql-statement.ts';
import { type OwnedObject, type Owner, type Owners } from '../owners.ts';

/**
 * Whose an object of the history is: as the schema has it now, by the name it has now; what is gone, as the records had it;
 * an index and a partition belong to the owner of their table.
 */
export class HistoryOwners implements Owners {
  readonly #owners: Owners;
  readonly #history: SchemaHistory;
  readonly #recorded = new Map<HistoryObject, Owner>();

  /** @param history with all migrations, for names that change later */
  constructor(owners: Owners, history: SchemaHistory) {
    this.#owners = owners;
    this.#history = history;
  }

  of(object: OwnedObject): Owner | undefined {
    // It is there for a session only.
    if (object.isTemporary) return undefined;
    const known = this.#history.find(object);
    const { schema, table } = object;
    return (
      (known && !known.isGone ? this.#owners.of(asNamedNow(object, known)) : undefined) ??
      (table === undefined ? undefined : this.#ofTable(known, { kind: 'table', schema, name: table })) ??
      this.#before(object, known) ??
      (known && this.#ofWhole(known))
    );
  }

  /** Remembers a statement's owner for what it makes. */
  record({ objects }: SqlStatement, owner: Owner): void {
    for (const object of objects) {
      if (object.column !== undefined || (object.touch !== 'create' && object.touch !== 'rename')) continue;
      const made = this.#history.find(object);
      if (made) this.#recorded.set(made, owner);
    }
  }

  /** By the record, or by the name that the statement uses; where both say the same component, the name has the better place. */
  #before(object: OwnedObject, known: HistoryObject | undefined): Owner | undefined {
    const recorded = known && this.#recorded.get(known);
    const named = this.#owners.of(object);
    return recorded && recorded.component !== named?.component ? recorded : named;
  }

  #ofTable(part: HistoryObject | undefined, named: OwnedObject): Owner | undefined {
    return part?.table ? this.#ofObject(part.table) : this.of(named);
  }

  #ofWhole({ table, parent }: HistoryObject): Owner | undefined {
    return (table && this.#ofObject(table)) ?? (parent && this.#ofObject(parent.table));
  }

  #ofObject(known: HistoryObject): Owner | undefined {
    const { kind, schema, name } = known;
    const owner = this.#owners.of({ kind, schema, name });
    return (known.isGone ? undefined : owner) ?? this.#recorded.get(known) ?? owner ?? this.#ofWhole(known);
  }
}

function asNamedNow(object: OwnedObject, { schema, name, table }: HistoryObject): OwnedObject {
  return { ...object, schema, name, ...(object.table !== undefined && table && { table: table.name }) };
}
