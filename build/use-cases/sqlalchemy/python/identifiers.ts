import { helperNames } from './collect-helpers.ts';

/** Words of the language; a name may not be one. */
const keywords = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);

/** What a generated file imports or defines under a name without a leading underscore. */
const classesInUse = ['Any', 'Base', 'DeclarativeBase', 'Mapped', 'Optional'];

/**
 * What an attribute of a class must not be called: names SQLAlchemy keeps for itself, and those the lines below it in
 * the same class still need.
 */
const attributesInUse = [
  ...['metadata', 'registry', 'type_annotation_map'],
  ...['bool', 'bytes', 'float', 'int', 'list', 'str'],
  ...['datetime', 'decimal', 'enum', 'mapped_column', 'pg', 'relationship', 'sa'],
];

/** What Python's `Enum` does not give a member, or gives every member. */
const membersInUse = ['mro', 'name', 'value'];

/** Hands out names of one scope: a name that is taken or means something else gets an underscore. */
export class Names {
  readonly #taken: Set<string>;

  private constructor(reserved: readonly string[]) {
    this.#taken = new Set(reserved);
  }

  static ofModule(): Names {
    return new Names(classesInUse);
  }

  /** Variables with a leading underscore, beside the functions of ours. */
  static ofHidden(): Names {
    return new Names(helperNames);
  }

  static ofClass(): Names {
    return new Names(attributesInUse);
  }

  static ofEnum(): Names {
    return new Names(membersInUse);
  }

  take(wanted: string): string {
    let name = wanted;
    while (keywords.has(name) || this.#taken.has(name)) name += '_';
    this.#taken.add(name);
    return name;
  }
}

/** `PrintJob` for `PrintJob`, `printJob` and `print_job`. */
export function className(name: string): string {
  if (/^[A-Z][A-Za-z0-9]*$/.test(name)) return name;
  return name
    .split('_')
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join('');
}

/** `created_at` for `createdAt`, `user_id` for `userID`. */
export function attributeName(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}
