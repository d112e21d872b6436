import { createHash } from 'node:crypto';
import { canonicalText } from '../compose/canonical-text.ts';

/** One file of the composed schema; `path` is relative to the project, with `/`. */
export interface SchemaFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Identity of a client: equal hashes mean the same client, apart from comments.
 * Generator settings are part of the composed `main.prisma`, hence of the text.
 */
export function hashClient(files: readonly SchemaFile[], prismaVersion: string): string {
  const hash = createHash('sha256').update(`prisma ${prismaVersion}\n`);
  for (const { path, text } of files) hash.update(`${path}\0${canonicalText(text)}\0`);
  return hash.digest('hex');
}
