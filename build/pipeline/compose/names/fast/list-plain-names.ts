import { type Attribute } from '../../../../prisma-language/read-attributes.ts';
import { type Field } from '../../../../prisma-language/read-declarations.ts';
import { clientNames } from '../../../../model/names/client-names.ts';
import { keyOf } from '../../../../postgres/names/key-of.ts';
import { type Declared } from '../../../../model/scanned-source.ts';
import { isLong } from '../find-long-names.ts';
import { reasonFor } from '../find-reserved-names.ts';
import { type DatabaseSettings } from '../../../../model/names/list-database-names.ts';
import { areDifferent, PlainTable } from './plain-table.ts';
import { fitsInto, longestName } from '../../../../postgres/names/fit-name.ts';

/** `"name"` or `name: "name"`. */
const plainLiteral = /^(?:name:\s*)?"([^"\\\n]*)"$/;

/** What a file wants for itself. */
export interface PlainNames {
  /** Of the client, and of tables and enum types. */
  readonly names: readonly string[];
  /** Those with names that Prisma derives from theirs, which may meet other names, also of this file. */
  readonly tables: readonly PlainTable[];
}

/**
 * The names of a file without an object for each: of a large project nearly every file is plain and has no problem of
 * its own, and then `sourceNames` would find the same.
 * @returns `undefined` for a file to look at properly: it has a problem, or says something in a way that is not plain
 */
export function listPlainNames(
  declared: readonly Declared[],
  settings: DatabaseSettings,
): PlainNames | undefined {
  const lister = new Lister(settings);
  for (const one of declared) if (!lister.add(one)) return undefined;
  return areDifferent(lister.names) ? lister : undefined;
}

/** Longest name of a table with which every derived name begins: more, and Prisma may cut it. */
const longestStem = longestName - '_pkey'.length - '_'.length;

/** Loops in place of lists: nearly all of it runs before V8 has optimised it, once for each name of a project. */
class Lister implements PlainNames {
  readonly names: string[] = [];
  readonly tables: PlainTable[] = [];
  /** `A B` for a list of `B` in `A`. */
  readonly #lists = new Set<string>();
  readonly #settings: DatabaseSettings;

  constructor(settings: DatabaseSettings) {
    this.#settings = settings;
  }

  /** False for what is not plain, as the others. */
  add(declared: Declared): boolean {
    if (reasonFor(declared)) return false;
    this.names.push(...clientNames(declared.name));
    return declared.kind === 'type' || this.#addInDatabase(declared);
  }

  #addInDatabase(declared: Declared): boolean {
    const { kind, name, block, fields, attributes } = declared;
    const { provider, defaultSchema } = this.#settings;
    const mapped = this.#nameOf(name, attributes);
    if (mapped === undefined) return false;
    const key = keyOf({ schema: block.schema ?? defaultSchema, name: mapped });
    this.names.push(key);
    let columns: Map<string, string> | undefined;
    for (const field of fields) {
      const column = this.#nameOf(field.name, field.attributes);
      if (column === undefined || (field.isList && !this.#addList(name, field))) return false;
      if (column !== field.name) (columns ??= new Map()).set(field.name, column);
    }
    if (kind !== 'model' || provider !== 'postgresql') return true;
    if (!fitsInto(longestStem, mapped)) return false;
    const table = new PlainTable(key, mapped, declared, columns);
    this.tables.push(table);
    return table.isPlain();
  }

  /** The name, or what `@map` or `@@map` says in its place; undefined for one that is too long, too. */
  #nameOf(name: string, attributes: readonly Attribute[]): string | undefined {
    let found: string | undefined = name;
    for (const attribute of attributes) {
      if (attribute.name !== 'map') continue;
      found = plainLiteral.exec(attribute.inside)?.[1];
      break;
    }
    const isFine = found === undefined || this.#settings.provider !== 'postgresql' || !isLong(found);
    return isFine ? found : undefined;
  }

  /** Two lists that point at each other have a table between them. */
  #addList(model: string, { type = '' }: Field): boolean {
    this.#lists.add(`${model} ${type}`);
    return !this.#lists.has(`${type} ${model}`);
  }
}
