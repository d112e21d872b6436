import {
  type DeclaredExpressions,
  type DeclaredIndex,
  readDeclaredExpressions,
} from './declared-expressions.ts';
import { type DeclaredExtension, readDeclaredExtensions, withoutExtensions } from './declared-extensions.ts';
import { markSql, unmarkSql } from './sql-mark.ts';
import { writeBigIntLists } from './write-big-int-lists.ts';

/** A file of a schema as requests carry it. */
export interface RequestFile {
  path: string;
  content: string;
}

/** Makes the files of a request into what the engine gets. */
export type Prepare = (files: readonly RequestFile[]) => RequestFile[];

/**
 * What the schema of the present request says in SQL, and what was found of it.
 *
 * Of B-trees and hashes the engine reads no operator classes, and takes any that is written for a difference: where they are as the
 * schema says, the engine gets the schema without them.
 */
export class Comparison {
  #declared: readonly DeclaredExpressions[] = [];
  /** Names of indexes whose operator classes are as the schema says. */
  readonly #equal = new Set<string>();
  /** Names of those that the last answer writes anew, so that their operator classes are needed. */
  #needed = new Set<string>();

  get declared(): readonly DeclaredExpressions[] {
    return this.#declared;
  }

  note({ name }: DeclaredIndex, areEqual: boolean): void {
    if (areEqual) this.#equal.add(name);
    else this.#equal.delete(name);
  }

  /** Extensions the history makes, and those of the database; undefined: it was not described. */
  history: ReadonlySet<string> | undefined;
  database: ReadonlySet<string> | undefined;

  /** What the schema needs and is not there. */
  missing(files: readonly RequestFile[], from: 'history' | 'database'): DeclaredExtension[] {
    const there = this[from];
    return readDeclaredExtensions(files).filter(({ name }) => there?.has(name) !== true);
  }

  /** Asks again until all is left out of the schema that may be, and nothing that the answer writes anew. */
  async during<Result>(
    files: readonly RequestFile[],
    work: (prepare: Prepare) => Promise<Result>,
  ): Promise<Result> {
    this.#needed = new Set();
    for (;;) {
      const without = this.#dispensable();
      const result = await this.once(files, work);
      const text = JSON.stringify(result);
      const rewritten = without.filter((name) => text.includes(JSON.stringify(name).slice(1, -1)));
      for (const name of rewritten) this.#needed.add(name);
      const found = this.#dispensable().some((name) => !without.includes(name));
      if (rewritten.length === 0 && !found) return result;
    }
  }

  /** With what the question before found out; for what changes a database. */
  async once<Result>(
    files: readonly RequestFile[],
    work: (prepare: Prepare) => Promise<Result>,
  ): Promise<Result> {
    this.#declared = readDeclaredExpressions(files.map(written));
    const without = this.#dispensable();
    try {
      return unmarkSql(await work((some) => prepare(some, without)));
    } catch (error) {
      if (error instanceof Error) error.message = unmarkSql(error.message);
      throw error;
    } finally {
      this.#declared = [];
    }
  }

  #dispensable(): string[] {
    return [...this.#equal].filter((name) => !this.#needed.has(name));
  }
}

function prepare(files: readonly RequestFile[], without: readonly string[]): RequestFile[] {
  return files.map(written).map((file) => {
    const cuts = readDeclaredExpressions([file])
      .flatMap(({ indexes }) => indexes.filter(({ name }) => without.includes(name)))
      .flatMap(({ columns }) => columns.flatMap(({ operatorClass }) => operatorClass ?? []))
      .sort((a, b) => b.from - a.from);
    const content = cuts.reduce((text, { from, to }) => text.slice(0, from) + text.slice(to), file.content);
    return { ...file, content: markSql(content) };
  });
}

function written(file: RequestFile): RequestFile {
  return { ...file, content: writeBigIntLists(withoutExtensions(file.content)) };
}
