import { hash } from 'node:crypto';

const carriageReturn = 13;

/**
 * SHA-256 of a text with plain line feeds, in hexadecimal: a checkout with Windows line ends holds the same text. Every hash that
 * is committed or kept in a database is made here.
 */
export function hashText(text: string | Uint8Array): string {
  if (typeof text === 'string') return hash('sha256', withLineFeeds(text));
  if (!text.includes(carriageReturn)) return hash('sha256', text);
  // Every byte is one character of latin1, so that bytes that are no UTF-8 stay what they are.
  return hash('sha256', Buffer.from(withLineFeeds(Buffer.from(text).toString('latin1')), 'latin1'));
}

/** The text as it is in a checkout with plain line feeds. */
export function withLineFeeds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
