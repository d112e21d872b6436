/** One entry of a tar archive, as its header says. */
export interface TarEntry {
  /** As written, with extended headers applied. */
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'link' | 'other';
  readonly size: number;
}

export class TarError extends Error {
  override readonly name = 'TarError';
}

const blockSize = 512;
/** Of an extended header: names, no contents. */
const longestExtension = 1024 * 1024;

const kinds: Readonly<Record<string, TarEntry['kind']>> = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  '5': 'directory',
  '1': 'link',
  '2': 'link',
};

/**
 * Reads the headers of a tar archive (ustar, with the extensions of POSIX and GNU) as it streams by; contents are
 * skipped, and memory holds one block.
 *
 * @throws TarError for what is no archive, or a damaged one
 */
export async function* readTarHeaders(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const reader = createBlockReader(chunks);
  let extended: { path?: string; size?: number } = {};
  let isEnding = false;
  for (let header = await reader.block(); header; header = await reader.block()) {
    // Two empty blocks end an archive; a single one does not, for npm's reader either.
    if (isEmpty(header)) {
      if (isEnding) return;
      isEnding = true;
      continue;
    }
    isEnding = false;
    if (!isChecksumRight(header)) throw new TarError('It is no tar archive, or a damaged one.');
    const type = String.fromCharCode(header[156] ?? 0);
    const declared = numberAt(header, 124, 12);
    if (type === 'x' || type === 'g' || type === 'L' || type === 'K') {
      if (declared > longestExtension) throw new TarError('A header of the archive is larger than 1 MB.');
      const body = await reader.bytes(declared);
      const named =
        type === 'L' ? { path: textAt(body, 0, body.length) } : type === 'x' ? readRecords(body) : {};
      if (extended.path !== undefined && named.path !== undefined)
        throw new TarError('An entry of the archive has two names.');
      extended = { ...extended, ...named };
      // A name or a size for all entries that follow has no use in a package.
      if (type === 'g' && Object.keys(readRecords(body)).length > 0)
        throw new TarError('A header of the archive renames every entry after it.');
      continue;
    }
    const { path = pathOf(header), size = declared } = extended;
    extended = {};
    // Old archives mark a folder by its name alone; a folder's size means nothing.
    const isFolder = type === '5' || (kinds[type] === 'file' && path.endsWith('/'));
    yield isFolder ? { path, kind: 'directory', size: 0 } : { path, kind: kinds[type] ?? 'other', size };
    if (!isFolder) await reader.skip(size);
  }
}

function pathOf(header: Uint8Array): string {
  const name = textAt(header, 0, 100);
  const prefix =
    Buffer.from(header.subarray(257, 263)).toString('latin1') === 'ustar\0' ? textAt(header, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** `<length> <key>=<value>\n`, again and again. */
function readRecords(body: Buffer): { path?: string; size?: number } {
  const found: { path?: string; size?: number } = {};
  for (let at = 0; at < body.length;) {
    const space = body.indexOf(0x20, at);
    const length = Number(body.subarray(at, space).toString('latin1'));
    if (space === -1 || !Number.isInteger(length) || length < 5)
      throw new TarError('A header of the archive is damaged.');
    const record = body.subarray(space + 1, at + length - 1).toString('utf8');
    const key = record.slice(0, record.indexOf('='));
    const value = record.slice(key.length + 1);
    if (key === 'path') found.path = value;
    if (key === 'size') found.size = checkSize(Number(value));
    at += length;
  }
  return found;
}

function createBlockReader(chunks: AsyncIterable<Uint8Array>) {
  const source = chunks[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const next = await source.next();
    if (next.done === true) return false;
    held = held.length === 0 ? Buffer.from(next.value) : Buffer.concat([held, next.value]);
    return true;
  };
  const take = async (length: number): Promise<Buffer | undefined> => {
    while (held.length < length) if (!(await more())) return undefined;
    const taken = held.subarray(0, length);
    held = held.subarray(length);
    return taken;
  };
  const padded = (size: number): number => Math.ceil(size / blockSize) * blockSize;
  const cutOff = (): TarError => new TarError('The archive is cut off.');
  return {
    block: () => take(blockSize),
    async bytes(size: number): Promise<Buffer> {
      const taken = await take(padded(size));
      if (!taken) throw cutOff();
      return taken.subarray(0, size);
    },
    async skip(size: number): Promise<void> {
      let left = padded(size);
      while (left > held.length) {
        left -= held.length;
        held = Buffer.alloc(0);
        if (!(await more())) throw cutOff();
      }
      held = held.subarray(left);
    },
  };
}

function isEmpty(header: Uint8Array): boolean {
  return header.every((byte) => byte === 0);
}

function isChecksumRight(header: Uint8Array): boolean {
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  return sum === numberAt(header, 148, 8);
}

/** Octal digits, or binary where the first bit is set. */
function numberAt(header: Uint8Array, start: number, length: number): number {
  const field = Buffer.from(header.subarray(start, start + length));
  if (((field[0] ?? 0) & 0x80) === 0) {
    return checkSize(Number.parseInt(field.toString('latin1').replaceAll('\0', ' ').trim() || '0', 8));
  }
  return checkSize(field.subarray(1).reduce((total, byte) => total * 256 + byte, 0));
}

function checkSize(size: number): number {
  if (Number.isSafeInteger(size) && size >= 0) return size;
  throw new TarError('It is no tar archive, or a damaged one.');
}

function textAt(bytes: Uint8Array, start: number, length: number): string {
  const field = Buffer.from(bytes.subarray(start, start + length));
  const end = field.indexOf(0);
  return field.subarray(0, end === -1 ? field.length : end).toString('utf8');
}
