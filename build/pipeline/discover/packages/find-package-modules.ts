import path from 'node:path';
import { parseSync } from '@swc/core';
import { types } from 'node:util';
import { lineStarts, positionAt, type TextPosition } from '../../../diagnostics/text-position.ts';
import { type Cache, derive, Kind } from '../../../incremental/derive.ts';
import { type ProjectFiles } from '../../../files/project-files.ts';
import { describeParseError, type ParseError } from '../code/describe-parse-error.js';
import { type ModuleFile, readModuleExports } from './module-exports.ts';

/** A file as it was parsed. */
type ParsedModule =
  | { readonly file: ModuleFile; readonly place: (start: number) => TextPosition }
  | { readonly error: ParseError };

const parsedFiles = new Kind<ParsedModule>();

/** A module class that a file of a package exports, itself or from another file. */
export interface PackageModule {
  readonly exportedAs: string;
  readonly className: string;
  /** Absolute. */
  readonly file: string;
  readonly position: TextPosition;
}

export type PackageModules =
  | { readonly status: 'found'; readonly isEsm: boolean; readonly modules: readonly PackageModule[] }
  | ({ readonly status: 'unreadable'; readonly file: string } & ParseError);

/**
 * The module classes a file exports, through as many files of the package as it takes. Code is read, never run; what
 * comes from another package is that package's.
 */
export function findPackageModules(entry: string, files: ProjectFiles, cache: Cache): PackageModules {
  const parsed = (file: string): ParsedModule | undefined => {
    const at = files.entry(file);
    return at && derive(cache, parsedFiles, file, [at.version], () => parse(file, files));
  };
  const exported = (file: string, seen: ReadonlySet<string>): PackageModule[] => {
    const module = parsed(file);
    if (!module || 'error' in module || seen.has(file)) return [];
    const inside = new Set([...seen, file]);
    const own = [...module.file.exports].flatMap(([exportedAs, target]): PackageModule[] => {
      if (exportedAs === 'default') return [];
      if (typeof target === 'string') {
        const found = module.file.modules.find(({ name }) => name === target);
        if (!found) return [];
        return [{ exportedAs, className: found.name, file, position: module.place(found.start) }];
      }
      const other = resolveFile(file, target.from, files);
      const there = other === undefined ? [] : exported(other, inside);
      return there.filter((one) => one.exportedAs === target.name).map((one) => ({ ...one, exportedAs }));
    });
    const stars = module.file.stars.flatMap((from) => {
      const other = resolveFile(file, from, files);
      return other === undefined ? [] : exported(other, inside);
    });
    return [...own, ...stars.filter((one) => !own.some(({ exportedAs }) => exportedAs === one.exportedAs))];
  };
  const first = parsed(entry);
  if (first && 'error' in first) return { status: 'unreadable', file: entry, ...first.error };
  // One class may be exported under two names; it is still one.
  const modules = exported(entry, new Set()).filter(
    (one, index, all) =>
      all.findIndex(({ file, className }) => file === one.file && className === one.className) === index,
  );
  return { status: 'found', isEsm: first?.file.isEsm ?? false, modules };
}

function parse(file: string, files: ProjectFiles): ParsedModule {
  const bytes = Buffer.from(files.read(file) ?? new Uint8Array());
  const text = bytes.toString('utf8');
  try {
    const syntax = /\.[cm]?ts$/.test(file) ? ('typescript' as const) : ('ecmascript' as const);
    const { body } = parseSync(text, { syntax, decorators: true, target: 'es2022' });
    const starts = lineStarts(text);
    return {
      file: readModuleExports(body),
      place: (start) => positionAt(starts, bytes.subarray(0, start - 1).toString('utf8').length),
    };
  } catch (error) {
    return { error: describeParseError(types.isNativeError(error) ? error.message : String(error), text) };
  }
}

/** The file a relative import means; TypeScript writes `./a.js` for `./a.ts`. */
function resolveFile(from: string, specifier: string, files: ProjectFiles): string | undefined {
  if (!/^\.\.?(\/|$)/.test(specifier)) return undefined;
  const target = path.posix.join(path.posix.dirname(from), specifier);
  const candidates = [target, target.replace(/\.(c|m)?js$/, '.$1ts'), `${target}.js`, `${target}/index.js`];
  return candidates.find((candidate) => files.entry(candidate)?.kind === 'file');
}
