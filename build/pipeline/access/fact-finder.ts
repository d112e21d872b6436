import path from 'node:path';
import { type ProjectFiles } from '../../files/project-files.ts';
import { type Cache, derive, Kind } from '../../incremental/derive.ts';
import { type ComponentSource, type ComponentSources } from '../discover/read-sources.ts';
import { type FileFacts, type Link } from './file-facts.ts';
import { readFileFacts } from './read-file-facts.ts';

const facts = new Kind<FileFacts | undefined>();

/** A name where it is declared, or the package it comes from. */
export type Found =
  | { readonly kind: 'here'; readonly file: string; readonly facts: FileFacts; readonly name: string }
  | { readonly kind: 'package'; readonly specifier: string; readonly name: string }
  | { readonly kind: 'missing' };

const maxSteps = 20;
const endings = ['', '.ts', '.tsx', '.js', '.mjs', '/index.ts', '/index.js'];

/** Follows names through the files of a project, by its folders and by `@/`, which is `src/`. */
export class FactFinder {
  readonly #projectDir: string;
  readonly #files: ProjectFiles;
  readonly #cache: Cache;
  /** Of the components, by path: what is known of these files needs no look at the disk. */
  readonly #sources: ReadonlyMap<string, ComponentSource>;

  constructor(projectDir: string, files: ProjectFiles, sources: ComponentSources, cache: Cache) {
    this.#projectDir = projectDir;
    this.#files = files;
    this.#cache = cache;
    this.#sources = new Map([...sources.values()].flatMap((all) => all.map((one) => [one.file, one])));
  }

  /** @param file relative to the project, with `/` */
  factsOf(file: string): FileFacts | undefined {
    const path = `${this.#projectDir}/${file}`;
    const source = this.#sources.get(file);
    const entry = source ? undefined : this.#files.entry(path);
    if (!source && entry?.kind !== 'file') return undefined;
    return derive(this.#cache, facts, file, [source?.digest, entry?.version], () => {
      const text = new TextDecoder('utf-8').decode(this.#files.read(path)).replaceAll('\r\n', '\n');
      return readFileFacts(text, file.endsWith('x'));
    });
  }

  /** Where a name that is used in a file is declared: `Get`, or `nest.Get`. */
  find(file: string, facts: FileFacts, written: string): Found {
    const [first = '', member] = written.split('.', 2);
    const link = facts.imports.get(first);
    if (link !== undefined) {
      const name = link.name === '*' ? member : link.name;
      return name === undefined ? { kind: 'missing' } : this.#follow(file, { ...link, name }, maxSteps);
    }
    const isHere = facts.makers.has(first) || facts.classes.some((one) => one.name === first);
    return isHere && member === undefined ? { kind: 'here', file, facts, name: first } : { kind: 'missing' };
  }

  #follow(from: string, { specifier, name }: Link, steps: number): Found {
    const target = this.#resolve(from, specifier);
    if (target === undefined) return { kind: 'package', specifier, name };
    const facts = this.factsOf(target);
    if (facts === undefined || steps === 0) return { kind: 'missing' };
    const passedOn = facts.passedOn.get(name);
    if (passedOn !== undefined) return this.#follow(target, passedOn, steps - 1);
    const local = facts.exports.get(name);
    if (local !== undefined) {
      const imported = facts.imports.get(local);
      if (imported !== undefined) return this.#follow(target, imported, steps - 1);
      return { kind: 'here', file: target, facts, name: local };
    }
    for (const whole of facts.passedOnWhole) {
      const found = this.#follow(target, { specifier: whole, name }, steps - 1);
      if (found.kind !== 'missing') return found;
    }
    return { kind: 'missing' };
  }

  /** @returns undefined for a package, and for the platform's door, which stands for one */
  #resolve(from: string, specifier: string): string | undefined {
    if (!/^(\.\.?\/|@\/)/.test(specifier)) return undefined;
    const target = specifier.startsWith('@/')
      ? path.posix.join('src', specifier.slice(2))
      : path.posix.join(path.posix.dirname(from), specifier);
    if (/^src\/platform(\/index\.ts)?$/.test(target)) return undefined;
    const written = target.replace(/\.([mc]?)js$/, '.$1ts');
    const candidates = [...new Set([target, written])].flatMap((one) =>
      endings.map((ending) => `${one}${ending}`),
    );
    const found = candidates.find((one) => this.#files.entry(`${this.#projectDir}/${one}`)?.kind === 'file');
    return found ?? target;
  }
}
