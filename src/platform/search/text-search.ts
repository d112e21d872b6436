/** Prisma's filter for a column that contains a text. */
export interface TextFilter {
  contains: string;
  mode: 'insensitive';
}

/**
 * A filter for rows whose column contains what a person typed, in any case. Prisma hands `%` and `_` to LIKE as
 * wildcards; here they mean themselves.
 *
 * @example
 * where.OR = [{ title: containsText(query.q) }, { content: containsText(query.q) }];
 */
export function containsText(text: string): TextFilter {
  return { contains: literal(text), mode: 'insensitive' };
}

/** A filter for rows whose column starts with exactly this text, `%` and `_` taken as they are. */
export function startsWithText(text: string): { startsWith: string } {
  return { startsWith: literal(text) };
}

function literal(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
