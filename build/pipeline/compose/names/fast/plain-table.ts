import { type Attribute } from '../../../../prisma-language/read-attributes.ts';
import { type Field } from '../../../../prisma-language/read-declarations.ts';
import { type Declared } from '../../../../model/scanned-source.ts';
import { derivedName } from '../../../../model/names/derived-name.ts';
import {
  type ConstraintKind,
  constraintKind,
  constraintSuffixes,
} from '../../../../model/names/list-constraint-names.ts';

/** `[a, b]` or `fields: [a, b]`. */
const plainFields = /^(?:fields:\s*)?\[\s*(\w+(?:\s*,\s*\w+)*)\s*\]$/;
/** `fields: [a], references: [b], onDelete: Cascade`, with or without a name in front. */
const plainKey =
  /^(?:"\w+",\s*)?fields:\s*\[\s*(\w+(?:\s*,\s*\w+)*)\s*\],\s*references:\s*\[[\w\s,]*\](?:,\s*on(?:Delete|Update):\s*\w+)*$/;

const flags: Record<ConstraintKind, number> = { id: 1, unique: 2, index: 4, relation: 8 };

/** A table whose indexes and keys may have names that Prisma derives: they are put together on demand. */
export class PlainTable {
  /** As `keyOf` has it. */
  readonly key: string;
  /** In the database. */
  readonly name: string;
  readonly declared: Declared;
  /** Of the fields that have another name in the database. */
  readonly columns: ReadonlyMap<string, string> | undefined;

  constructor(
    key: string,
    name: string,
    declared: Declared,
    columns: ReadonlyMap<string, string> | undefined,
  ) {
    this.key = key;
    this.name = name;
    this.declared = declared;
    this.columns = columns;
  }

  /** True when all names of indexes and keys are derived, and none is there twice. */
  isPlain(): boolean {
    const { fields, attributes } = this.declared;
    let seen = 0;
    let mayClash = false;
    for (const field of fields) {
      for (const attribute of field.attributes) {
        const kind = namingKind(attribute);
        if (!kind) continue;
        if (kind === 'relation' ? !plainKey.test(attribute.inside) : attribute.inside !== '') return false;
        mayClash ||= (seen & flags[kind]) > 0;
        seen |= flags[kind];
      }
    }
    for (const attribute of attributes) {
      const kind = namingKind(attribute);
      if (!kind) continue;
      if (!plainFields.test(attribute.inside)) return false;
      mayClash ||= (seen & flags[kind]) > 0;
      seen |= flags[kind];
    }
    // Names of two kinds end differently.
    return !mayClash || (areDifferent(this.derived()) && areDifferent(this.#names(isForeignKey)));
  }

  /** The names of its indexes and of its primary key. A foreign key shares its names with those of its own table only. */
  derived(): string[] {
    return this.#names((kind) => !isForeignKey(kind));
  }

  #names(isWanted: (kind: ConstraintKind) => boolean): string[] {
    const { fields, attributes } = this.declared;
    const all = [
      ...fields.flatMap((field) => field.attributes.map((attribute) => ({ attribute, field }))),
      ...attributes.map((attribute) => ({ attribute, field: undefined })),
    ];
    return all.flatMap(({ attribute, field }) => {
      const kind = namingKind(attribute);
      return kind && isWanted(kind) ? [this.#nameOf(kind, attribute, field)] : [];
    });
  }

  #nameOf(kind: ConstraintKind, { inside }: Attribute, field: Field | undefined): string {
    const written = kind === 'relation' ? plainKey.exec(inside)?.[1] : plainFields.exec(inside)?.[1];
    const fields = written?.split(',').map((one) => one.trim()) ?? (field ? [field.name] : []);
    const columns = fields.map((one) => this.columns?.get(one) ?? one);
    const stem = kind === 'id' ? this.name : [this.name, ...columns].join('_');
    const schema = this.key.slice(0, this.key.length - this.name.length);
    return `${schema}${derivedName(stem, constraintSuffixes[kind])}`;
  }
}

/** Undefined when the attribute makes nothing that has a name in the database. */
function namingKind(attribute: Attribute): ConstraintKind | undefined {
  const kind = constraintKind(attribute);
  return kind === 'relation' && !attribute.inside.includes('fields') ? undefined : kind;
}

function isForeignKey(kind: ConstraintKind): boolean {
  return kind === 'relation';
}

export function areDifferent(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}
