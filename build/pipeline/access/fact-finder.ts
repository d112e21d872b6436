import path from 'node:path';
import { type CodeFacts, type Link } from '../discover/code/code-facts.ts';
import { type ProjectCode } from './project-code.ts';

/** A name where it is declared, or the package it comes from. */
export type Found =
  | { readonly kind: 'here'; readonly file: string; readonly facts: CodeFacts; readonly name: string }
  | { readonly kind: 'package'; readonly specifier: string; readonly name: string }
  | { readonly kind: 'missing' };

const maxSteps = 20;
const endings = ['', '.ts', '.tsx', '.js', '.mjs', '/index.ts', '/index.js'];

/** Follows names through the files of a project, by its folders and by `@/`, which is `src/`. */
export class FactFinder {
  readonly #code: ProjectCode;
  readonly #lookUp: (file: string) => void;

  /** @param lookUp is told of every file that counts, and of every one that would count if it were there */
  constructor(code: ProjectCode, lookUp: (file: string) => void) {
    this.#code = code;
    this.#lookUp = lookUp;
  }

  /** @param file relative to the project, with `/` */
  factsOf(file: string): CodeFacts | undefined {
    this.#lookUp(file);
    return this.#code.factsOf(file);
  }

  /** Where a name that is used in a file is declared: `Get`, or `nest.Get`. */
  find(file: string, facts: CodeFacts, written: string): Found {
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
    return candidates.find((one) => this.#exists(one)) ?? target;
  }
  #exists(file: string): boolean {
    this.#lookUp(file);
    return this.#code.versionOf(file) !== undefined;
  }
}
