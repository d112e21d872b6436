import { type Entry } from '../files/project-files.ts';

/** Remembers what was worked out from a file until the file changes. */
export class FileMemo<Value> {
  readonly #known = new Map<string, { readonly version: string; readonly value: Value }>();

  /** True when it was worked out from the file as it is. */
  has({ path, version }: Entry): boolean {
    return this.#known.get(path)?.version === version;
  }

  of(entry: Entry, workOut: () => Value): Value {
    const known = this.#known.get(entry.path);
    if (known?.version === entry.version) return known.value;
    const value = workOut();
    this.#known.set(entry.path, { version: entry.version, value });
    return value;
  }
}
