/** Ids that answers had in them, by the address they came from. */
export class KnownIds {
  readonly #byPath = new Map<string, string[]>();

  /** Remembers the ids of an answer of this route. */
  learn(path: string, answer: string): void {
    const collection = path.split('/{', 1)[0] ?? path;
    const ids = this.#byPath.get(collection) ?? [];
    for (const [, id] of answer.matchAll(/"id":"([^"\\]{1,64})"/g)) if (id !== undefined) ids.push(id);
    this.#byPath.set(collection, ids);
  }

  /** One of the ids under an address such as `/demo/posts`, or of what a name such as `authorId` seems to mean. */
  find(index: number, collection: string, name: string): string {
    const meant = name.replace(/Id$/, '').toLowerCase();
    const ids =
      (meant === 'id' ? undefined : this.#named(meant)) ??
      this.#byPath.get(collection) ??
      [...this.#byPath.values()].flat();
    return ids[index % ids.length] ?? 'none';
  }

  #named(meant: string): string[] | undefined {
    const root = meant.slice(0, 4);
    const paths = [...this.#byPath.keys()].filter((path) => path.split('/').at(-1)?.startsWith(root));
    const ids = paths.flatMap((path) => this.#byPath.get(path) ?? []);
    return ids.length === 0 ? undefined : ids;
  }
}
