/** What brings types, operator classes and functions that people often use. */
const known: readonly (readonly [word: RegExp, extension: string])[] = [
  [/\bcitext\b/i, 'citext'],
  [/\bhstore\b/i, 'hstore'],
  [/\b(ltree|lquery|ltxtquery)\b/i, 'ltree'],
  [/\b(geometry|geography)\b/i, 'postgis'],
  [/\b(vector|halfvec|sparsevec)\b/i, 'vector'],
  [/\bcube\b/i, 'cube'],
  [/\b(gin|gist)_trgm_ops\b|\bsimilarity\b/i, 'pg_trgm'],
  [/\buuid_generate_v\d/i, 'uuid-ossp'],
  [/\b(crypt|gen_salt|gen_random_bytes|pgp_sym_encrypt)\b/i, 'pgcrypto'],
  [/\bunaccent\b/i, 'unaccent'],
];

/** The extension that brings what PostgreSQL says is not there. */
export function extensionOf(words: string): string | undefined {
  return known.find(([word]) => word.test(words))?.[1];
}

/**
 * The way out where a committed migration fails because of an extension: the migration itself is seldom wrong then.
 *
 * @param words PostgreSQL's, with its details
 * @returns undefined when it is about something else
 */
export function missingExtensionHint(words: string): string | undefined {
  const absent =
    /extension "([^"]+)" is not available/i.exec(words) ??
    /could not open extension control file ".*?([^/\\"]+)\.control"/i.exec(words);
  if (absent) {
    return `Install the extension "${absent[1] ?? ''}" on the server that replays migrations, or replay them on one that has it: SHADOW_DATABASE_URL (with DATABASE_URL), an empty database there. The migration may stay as it is.`;
  }
  const denied = /permission denied to create extension "([^"]+)"/i.exec(words);
  if (denied) {
    return `Let migrations be replayed by a role that may create the extension "${denied[1] ?? ''}": SHADOW_DATABASE_URL (with DATABASE_URL), an empty database of a superuser's. The migration may stay as it is.`;
  }
  const extension = /does not exist/i.test(words) ? extensionOf(words) : undefined;
  return extension === undefined
    ? undefined
    : `It comes with the extension "${extension}": put CREATE EXTENSION IF NOT EXISTS "${extension}"; at the start of the migration if it was applied nowhere; else into one before it, and mark that as applied where the history is complete: \`npx prisma migrate resolve --applied <name>\`.`;
}
