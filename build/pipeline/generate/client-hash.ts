import { createHash } from 'node:crypto';
import { canonicalText } from '../../prisma-language/canonical-text.ts';

/** One file of the composed schema; `path` is relative to the project, with `/`. */
export interface SchemaFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Identity of a client: equal hashes mean the same client, apart from comments.
 * Generator settings are part of the composed `main.prisma`, hence of the text.
 */
export function hashClient(
  files: readonly SchemaFile[],
  prismaVersion: string,
  canonical: (file: SchemaFile) => string = ({ text }) => canonicalText(text),
): string {
  const hash = createHash('sha256').update(`prisma ${prismaVersion}\n`);
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    hash.update(`${file.path}\0${canonical(file)}\0`);
  }
  return hash.digest('hex');
}

/** `hashClient` that reads only the texts that changed since the last time. */
export function createClientHasher(): (files: readonly SchemaFile[], prismaVersion: string) => string {
  const known = new Map<string, { readonly text: string; readonly canonical: string }>();
  return (files, prismaVersion) =>
    hashClient(files, prismaVersion, ({ path, text }) => {
      const last = known.get(path);
      if (last?.text === text) return last.canonical;
      const canonical = canonicalText(text);
      known.set(path, { text, canonical });
      return canonical;
    });
}
