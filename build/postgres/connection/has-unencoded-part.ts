/**
 * True for a URL in which a password (or a user name) ended before it was meant to: with an `@`, `#`, `/` or `?` in it that
 * is not percent-encoded, the rest of it would be taken for host, port or database, and be printed as such.
 */
export function hasUnencodedPart(url: string): boolean {
  const rest = url.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
  const end = rest.search(/[/?#]/);
  // Neither character means anything behind the host, where a name with one of them is encoded, too.
  return end !== -1 && /[@#]/.test(rest.slice(end));
}
