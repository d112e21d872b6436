import { open } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { types } from 'node:util';
import { createGunzip } from 'node:zlib';
import { readTarHeaders, TarError } from '../../../files/read-tar-headers.ts';

/** What an archive may hold: many times more than any component has. */
export interface TarballLimits {
  readonly bytes: number;
  readonly entries: number;
}

export const tarballLimits: TarballLimits = { bytes: 256 * 1024 * 1024, entries: 20_000 };

/**
 * Looks through the archive of a package before npm unpacks it. npm itself leaves out a link silently and unpacks
 * whatever size there is.
 *
 * @param file absolute
 * @returns what speaks against it, at most ten problems; empty when npm may have it
 */
export async function checkTarball(file: string, limits: TarballLimits = tarballLimits): Promise<string[]> {
  const problems: string[] = [];
  const handle = await open(file, 'r');
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    const source = handle.createReadStream({ start: 0, autoClose: false });
    const isZipped = buffer[0] === 0x1f && buffer[1] === 0x8b;
    const chunks = limited(
      isZipped ? pipeline(source, createGunzip(), () => undefined) : source,
      limits.bytes,
    );
    let entries = 0;
    for await (const { path: name, kind } of readTarHeaders(chunks)) {
      entries += 1;
      if (entries > limits.entries) throw new TarError(`It has more than ${limits.entries} entries.`);
      const problem = isOutside(name)
        ? `"${name}" would be unpacked outside the package.`
        : kind === 'link'
          ? `"${name}" is a link.`
          : kind === 'other'
            ? `"${name}" is neither a file nor a folder.`
            : undefined;
      if (problem !== undefined) problems.push(problem);
      if (problems.length === 10) break;
    }
  } catch (error) {
    const isDamaged = types.isNativeError(error) && 'code' in error && String(error.code).startsWith('Z_');
    if (!(error instanceof TarError) && !isDamaged) throw error;
    problems.push(error instanceof TarError ? error.message : 'It is damaged: it cannot be decompressed.');
  } finally {
    await handle.close();
  }
  return problems;
}

/** Ends before a small file has become a full disk. */
async function* limited(chunks: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > limit)
      throw new TarError(`Unpacked it is larger than ${Math.floor(limit / 1024 / 1024)} MB.`);
    yield chunk;
  }
}

function isOutside(name: string): boolean {
  const parts = name.split(/[/\\]/);
  return (
    path.posix.isAbsolute(name) ||
    path.win32.isAbsolute(name) ||
    /^[a-z]:/i.test(name) ||
    parts.includes('..')
  );
}
