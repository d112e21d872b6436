import { types } from 'node:util';
import { Parser, type ReadEntry } from 'tar';

/** One entry of a tar archive, as its header says. */
export interface TarEntry {
  /** As written, with extended headers applied. */
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'link' | 'other';
}

export class TarError extends Error {
  override readonly name = 'TarError';
}

const kinds: Readonly<Partial<Record<ReadEntry['type'], TarEntry['kind']>>> = {
  File: 'file',
  OldFile: 'file',
  ContiguousFile: 'file',
  Directory: 'directory',
  GNUDumpDir: 'directory',
  Link: 'link',
  SymbolicLink: 'link',
};

/**
 * Reads the headers of a tar archive as it streams by, with the parser that npm unpacks it with; contents are thrown away.
 *
 * @throws TarError for what is no archive, or a damaged one
 */
export async function* readTarHeaders(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const found: TarEntry[] = [];
  let failure: unknown;
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      found.push({ path: entry.path, kind: kinds[entry.type] ?? 'other' });
      entry.resume();
    },
  });
  parser.on('error', (error: unknown) => {
    failure ??= error;
  });
  for await (const chunk of chunks) {
    parser.write(Buffer.from(chunk));
    yield* found.splice(0);
    if (failure !== undefined) throw toTarError(failure);
  }
  parser.end();
  yield* found.splice(0);
  if (failure !== undefined) throw toTarError(failure);
}

function toTarError(error: unknown): TarError {
  const isCutOff = types.isNativeError(error) && error.message.includes('Truncated');
  return new TarError(isCutOff ? 'The archive is cut off.' : 'It is no tar archive, or a damaged one.');
}
