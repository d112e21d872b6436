import { BadRequestException } from '@nestjs/common';

/** What a row may be identified by. */
export type RowId = string | number | bigint;

const readers: Readonly<Record<string, (text: string) => RowId | undefined>> = {
  s: (text) => text,
  n: (text) => (text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined),
  b: (text) => (/^-?\d{1,19}$/.test(text) ? bigintOf(BigInt(text)) : undefined),
};

/** PostgreSQL's `bigint`; what is larger is no id, and the driver fails over it. */
function bigintOf(id: bigint): bigint | undefined {
  return BigInt.asIntN(64, id) === id ? id : undefined;
}

/** The opaque cursor that names the row `id`: URL-safe text, to be handed back as it is. */
export function encodeCursor(id: RowId): string {
  const tag = typeof id === 'bigint' ? 'b' : typeof id === 'number' ? 'n' : 's';
  return Buffer.from(tag + String(id)).toString('base64url');
}

/**
 * The row id inside a cursor made by `encodeCursor`.
 *
 * @throws BadRequestException when the text is no such cursor.
 */
export function decodeCursor(cursor: string): RowId {
  const text = Buffer.from(cursor, 'base64url').toString();
  const id = readers[text.slice(0, 1)]?.(text.slice(1));
  if (id === undefined || encodeCursor(id) !== cursor) {
    throw new BadRequestException({
      message: 'The cursor is not one this server gave out.',
      errors: [{ path: 'cursor', message: 'Use the nextCursor of a page as it is.' }],
    });
  }
  return id;
}
