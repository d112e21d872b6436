import { isBuiltin } from 'node:module';
import path from 'node:path';
import { renamedDoor } from '../../model/renamed-door.ts';

/** Where code of a component is, relative to the project with `/`. */
export interface CodePlace {
  readonly componentsDir: string;
  readonly generatedDir: string;
  /** The folder with the component's code. */
  readonly home: string;
  /** The file that imports. */
  readonly file: string;
}

/** What an import of a component means, and how a package says it. */
export type PackedImport =
  | { readonly kind: 'own' | 'door' | 'builtin'; readonly specifier: string }
  | { readonly kind: 'package'; readonly specifier: string; readonly package: string }
  | { readonly kind: 'component'; readonly specifier: string; readonly component: string }
  /** Something of the project that no package can reach. */
  | { readonly kind: 'unreachable'; readonly specifier: string };

/** @param specifier as it is written; `@/` is `src/` */
export function resolveImport(specifier: string, place: CodePlace): PackedImport {
  const isRelative = /^\.\.?(\/|$)/.test(specifier);
  if (!isRelative && !specifier.startsWith('@/')) {
    const renamed = renamedDoor(specifier);
    if (renamed !== undefined) return resolveImport(renamed, place);
    if (specifier.startsWith('nestjs-tessera/')) return { kind: 'door', specifier };
    if (specifier === '@prisma/client') return { kind: 'door', specifier: 'nestjs-tessera/client' };
    if (isBuiltin(specifier)) return { kind: 'builtin', specifier };
    return { kind: 'package', specifier, package: /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier };
  }
  const target = isRelative
    ? path.posix.join(path.posix.dirname(place.file), specifier)
    : path.posix.join('src', specifier.slice(2));
  const door = doors(place.generatedDir).get(target.replace(/(\/index)?(\.[jt]s)?$/, ''));
  if (door) return { kind: 'door', specifier: door };
  const { home } = place;
  if (target === home || target.startsWith(`${home}/`)) {
    const own = path.posix.relative(path.posix.dirname(place.file), target);
    return { kind: 'own', specifier: compiledName(own.startsWith('.') ? own : `./${own}`) };
  }
  const [, component, file] = new RegExp(`^${place.componentsDir}/([^/]+)(?:/(.*))?$`).exec(target) ?? [];
  if (component !== undefined && /^(index(\.[jt]s)?)?$/.test(file ?? '')) {
    return { kind: 'component', specifier: `nestjs-tessera/components/${component}`, component };
  }
  return { kind: 'unreachable', specifier };
}

/** What a source file is called when it is compiled. */
export function compiledName(file: string): string {
  return file.replace(/(?<!\.d)\.([cm]?)tsx?$/, '.$1js');
}

function doors(generatedDir: string): ReadonlyMap<string, string> {
  return new Map([
    ['src/database', 'nestjs-tessera/database'],
    ['src/platform', 'nestjs-tessera/platform'],
    ['src/platform/test-utils', 'nestjs-tessera/testing'],
    ['src/database/test-utils', 'nestjs-tessera/testing'],
    [`${generatedDir}/prisma/client`, 'nestjs-tessera/client'],
  ]);
}
