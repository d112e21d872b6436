import { keyOf } from '../names/key-of.ts';
import { type SqlObject, type SqlObjectKind } from '../sql/sql-statement.ts';
import { type HistoryObject } from './history-object.ts';

/** What to ask about: an object of a statement, or a thing by its name. */
export type NamedObject = Pick<SqlObject, 'kind' | 'name'> &
  Partial<Pick<SqlObject, 'schema' | 'table' | 'column' | 'isTemporary'>>;

/** The last object that had a name; it may have another by now, or be gone. */
export class NameBearers {
  readonly #bearers = new Map<string, HistoryObject>();
  readonly #defaultSchema: string;

  constructor(defaultSchema: string) {
    this.#defaultSchema = defaultSchema;
  }

  last(object: NamedObject): HistoryObject | undefined {
    const { kind, schema, table } = object;
    if (!isPart(kind)) return this.#bearers.get(this.key(object));
    const within = table === undefined ? undefined : this.last({ kind: 'table', schema, name: table });
    return within?.parts.get(partKey(object));
  }

  /** The one that has the name now. */
  alive(object: NamedObject): HistoryObject | undefined {
    const found = this.last(object);
    const { schema = this.#defaultSchema, name } = object;
    return found && !found.isGone && found.name === name && found.schema === schema ? found : undefined;
  }

  /** The object has this name from here on. */
  set(object: HistoryObject): void {
    if (object.table && isPart(object.kind)) object.table.parts.set(partKey(object), object);
    else this.#bearers.set(this.key(object), object);
  }

  /** Equal for what cannot have the same name: tables, views, indexes and sequences share theirs. */
  key({ kind, schema = this.#defaultSchema, name }: NameOfKind): string {
    const space = kind === 'view' || kind === 'index' || kind === 'sequence' ? 'table' : kind;
    return `${space}\n${keyOf({ schema, name })}`;
  }
}

type NameOfKind = Pick<SqlObject, 'kind' | 'name'> & Partial<Pick<SqlObject, 'schema'>>;

/** Its name is one within its table. */
export function isPart(kind: SqlObjectKind): boolean {
  return kind === 'constraint' || kind === 'trigger' || kind === 'policy';
}

function partKey({ kind, name }: Pick<SqlObject, 'kind' | 'name'>): string {
  return `${kind}\n${name}`;
}
