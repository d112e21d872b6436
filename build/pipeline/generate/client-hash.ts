import { type SchemaFile } from '../../model/schema-file.ts';
import { createHash } from 'node:crypto';
import { type Cache, derive, Kind, noCache } from '../../incremental/derive.ts';
import { canonicalText } from '../../prisma-language/canonical-text.ts';

/** One file of the composed schema; `path` is relative to the project, with `/`. */
const hashes = new Kind<string>();
const canonicalTexts = new Kind<string>();

/**
 * Identity of a client: equal hashes mean the same client, apart from comments.
 * Generator settings are part of the composed `main.prisma`, hence of the text.
 */
export function hashClient(
  files: readonly SchemaFile[],
  prismaVersion: string,
  cache: Cache = noCache,
): string {
  const from = [prismaVersion, ...files.flatMap(({ path, text }) => [path, text])];
  return derive(cache, hashes, '', from, () => {
    const hash = createHash('sha256').update(`prisma ${prismaVersion}\n`);
    for (const { path, text } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
      const canonical = derive(cache, canonicalTexts, path, [text], () => canonicalText(text));
      hash.update(`${path}\0${canonical}\0`);
    }
    return hash.digest('hex');
  });
}
