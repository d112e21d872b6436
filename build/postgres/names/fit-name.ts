/** Most bytes of a name in PostgreSQL. */
export const longestName = 63;

/** True for at most `limit` bytes of UTF-8. */
export function fitsInto(limit: number, text: string): boolean {
  // A UTF-16 unit is three bytes at most.
  return text.length * 3 <= limit || Buffer.byteLength(text) <= limit;
}

/** As many whole characters from the start as fit into `limit` bytes of UTF-8; what PostgreSQL does to long names. */
export function cutToBytes(text: string, limit: number): string {
  if (fitsInto(limit, text)) return text;
  let length = 0;
  let cut = '';
  for (const character of text) {
    length += Buffer.byteLength(character);
    if (length > limit) break;
    cut += character;
  }
  return cut;
}
