import { type Attribute } from '../read-attributes.ts';
import { type Field } from '../read-declarations.ts';
import { clientNames } from './client-names.ts';
import { type Declared } from './declared.ts';
import { derivedName } from './derived-name.ts';
import { isLong } from './find-long-names.ts';
import { reasonFor } from './find-reserved-names.ts';
import { constraintKind, constraintSuffixes } from './list-constraint-names.ts';
import { type DatabaseSettings } from './list-database-names.ts';

/** `"name"` or `name: "name"`. */
const plainLiteral = /^(?:name:\s*)?"([^"\\\n]*)"$/;
/** `[a, b]` or `fields: [a, b]`. */
const plainFields = /^(?:fields:\s*)?\[\s*(\w+(?:\s*,\s*\w+)*)\s*\]$/;
/** `fields: [a], references: [b], onDelete: Cascade`, with or without a name in front. */
const plainKey =
  /^(?:"\w+",\s*)?fields:\s*\[\s*(\w+(?:\s*,\s*\w+)*)\s*\],\s*references:\s*\[[\w\s,]*\](?:,\s*on(?:Delete|Update):\s*\w+)*$/;

/**
 * The names a file wants for itself, without an object for each: of a large project nearly every file is plain and has
 * no problem of its own, and then `sourceNames` would find the same.
 * @returns `undefined` for a file to look at properly: it has a problem, or says something in a way that is not plain
 */
export function listPlainNames(
  declared: readonly Declared[],
  settings: DatabaseSettings,
): ReadonlySet<string> | undefined {
  const names = new PlainNames(settings);
  for (const one of declared) if (!names.add(one)) return undefined;
  return names.wanted;
}

interface Table {
  readonly name: string;
  /** What the names of its indexes begin with. */
  readonly schema: string;
  /** Of the fields that have another name in the database. */
  readonly columns: ReadonlyMap<string, string>;
}

/** Loops in place of lists: nearly all of it runs before V8 has optimised it, once for each name of a project. */
class PlainNames {
  readonly wanted = new Set<string>();
  readonly #foreignKeys = new Set<string>();
  /** `A B` for a list of `B` in `A`. */
  readonly #lists = new Set<string>();
  readonly #settings: DatabaseSettings;

  constructor(settings: DatabaseSettings) {
    this.#settings = settings;
  }

  /** False for what is not plain, as the others. */
  add(declared: Declared): boolean {
    if (reasonFor(declared)) return false;
    for (const name of clientNames(declared.name)) if (!addNew(name, this.wanted)) return false;
    return declared.kind === 'type' || this.#addInDatabase(declared);
  }

  #addInDatabase({ kind, name, block, fields, attributes }: Declared): boolean {
    const { provider, defaultSchema } = this.#settings;
    const schema = `${block.schema ?? defaultSchema}\n`;
    const mapped = this.#nameOf(name, attributes);
    if (mapped === undefined || !addNew(schema + mapped, this.wanted)) return false;
    const columns = new Map<string, string>();
    for (const field of fields) {
      const column = this.#nameOf(field.name, field.attributes);
      if (column === undefined || !this.#addList(name, field)) return false;
      if (column !== field.name) columns.set(field.name, column);
    }
    if (kind !== 'model' || provider !== 'postgresql') return true;

    const table = { name: mapped, schema, columns };
    for (const field of fields) {
      for (const attribute of field.attributes) {
        if (!this.#addConstraint(table, attribute, field)) return false;
      }
    }
    for (const attribute of attributes) if (!this.#addConstraint(table, attribute)) return false;
    return true;
  }

  /** The name, or what `@map` or `@@map` says in its place; undefined for one that is too long, too. */
  #nameOf(name: string, attributes: readonly Attribute[]): string | undefined {
    const found = mappedName(name, attributes);
    const isFine = found === undefined || this.#settings.provider !== 'postgresql' || !isLong(found);
    return isFine ? found : undefined;
  }

  /** Two lists that point at each other have a table between them. */
  #addList(model: string, { isList, type = '' }: Field): boolean {
    if (!isList) return true;
    this.#lists.add(`${model} ${type}`);
    return !this.#lists.has(`${type} ${model}`);
  }

  #addConstraint({ name, schema, columns }: Table, attribute: Attribute, field?: Field): boolean {
    const kind = constraintKind(attribute);
    if (!kind || (kind === 'relation' && !attribute.inside.includes('fields'))) return true;
    const isOfField = field && kind !== 'relation';
    const written = isOfField ? field.name : writtenFields(kind, attribute);
    if (written === undefined || (isOfField && attribute.inside !== '')) return false;
    let stem = name;
    if (kind !== 'id') for (const one of written.split(/\s*,\s*/)) stem += `_${columns.get(one) ?? one}`;
    const made = schema + derivedName(stem, constraintSuffixes[kind]);
    // A foreign key shares its names with those of its own table only.
    return addNew(made, kind === 'relation' ? this.#foreignKeys : this.wanted);
  }
}

function mappedName(name: string, attributes: readonly Attribute[]): string | undefined {
  for (const attribute of attributes) {
    if (attribute.name === 'map') return plainLiteral.exec(attribute.inside)?.[1];
  }
  return name;
}

function writtenFields(kind: string, { inside }: Attribute): string | undefined {
  return (kind === 'relation' ? plainKey : plainFields).exec(inside)?.[1];
}

function addNew(name: string, names: Set<string>): boolean {
  const { size } = names;
  return names.add(name).size > size;
}
