/** What a literal of the schema language says; its escapes are those of JSON, and another one Prisma refuses. */
export function literalText(literal: string): string {
  const inside = literal.slice(1, literal.endsWith('"') ? -1 : undefined);
  if (!inside.includes('\\')) return inside;
  try {
    return String(JSON.parse(literal));
  } catch {
    return inside;
  }
}
