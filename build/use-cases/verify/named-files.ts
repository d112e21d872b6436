import { z } from 'zod';

const manifest = z.looseObject({
  exports: z.unknown().optional(),
  main: z.string().optional(),
  types: z.string().optional(),
  bin: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
  tessera: z.looseObject({ module: z.string().optional() }).optional(),
});

/** A file that a package.json speaks of. */
export interface NamedFile {
  /** The field, as people write it: `exports["."].types`. */
  readonly field: string;
  /** Relative to the package. */
  readonly file: string;
}

/** Every file that a package.json says is in the package. A pattern with a star names none. */
export function namedFiles(packageJson: unknown): readonly NamedFile[] {
  const { exports, main, types, bin, tessera } = manifest.parse(packageJson);
  return [
    ...inExports(exports, 'exports'),
    ...inExports({ main, types }, '').map((one) => ({ ...one, field: one.field.slice(2, -2) })),
    ...inExports(bin, 'bin'),
    ...inExports(tessera?.module, 'tessera.module'),
  ].filter(({ file }) => !file.includes('*'));
}

function inExports(value: unknown, field: string): NamedFile[] {
  if (typeof value === 'string') return [{ field, file: value.replace(/^\.\//, '') }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => inExports(inner, `${field}["${key}"]`));
}
