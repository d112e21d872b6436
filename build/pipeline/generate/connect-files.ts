import { connectedParts } from '../compose/connected-parts.ts';
import { type BlockKind, scanBlocks } from '../../prisma-language/scan-blocks.ts';
import { TokenPlaces } from '../../prisma-language/token-places.ts';
import { type SchemaFile } from '../../model/schema-file.ts';

export interface ScannedFile extends SchemaFile {
  readonly blocks: readonly { readonly kind: BlockKind; readonly name: string }[];
  /** Everything in it that may be a name: comments and strings, too. */
  readonly words: ReadonlySet<string>;
}

const word = /[\p{L}\p{N}_-]+/gu;

function scanFile({ path, text }: SchemaFile): ScannedFile {
  const blocks = scanBlocks(new TokenPlaces(text)).map(({ kind, name }) => ({ kind, name }));
  return { path, text, blocks, words: new Set(text.match(word)) };
}

/** Scans files of a schema again and again: only those with another text than the last time. */
export function createFileScanner(): (files: readonly SchemaFile[]) => ScannedFile[] {
  let known = new Map<string, ScannedFile>();
  return (files) => {
    const scanned = files.map((file) => {
      const before = known.get(file.path);
      return before?.text === file.text ? before : scanFile(file);
    });
    known = new Map(scanned.map((file) => [file.path, file]));
    return scanned;
  };
}

/**
 * Parts of a schema that say nothing of each other; files of a part are in the order they came in. A word in a comment
 * may join two that could be apart, which costs time only.
 */
export function connectFiles(files: readonly ScannedFile[]): ScannedFile[][] {
  const owners = new Map(files.flatMap((file) => file.blocks.map(({ name }) => [name, file.path] as const)));
  return connectedParts(
    files,
    ({ path }) => path,
    ({ words }) => [...words].flatMap((name) => owners.get(name) ?? []),
  );
}
