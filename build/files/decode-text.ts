/** One for all texts: to make one costs more than to decode a file. It keeps nothing between two calls. */
const utf8 = new TextDecoder('utf-8');

/** The text of a file; what is no UTF-8 becomes U+FFFD, nothing becomes the empty text. */
export function decodeText(bytes: Uint8Array | undefined): string {
  return utf8.decode(bytes);
}
