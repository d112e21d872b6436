import { type SqlLiteral } from '../../../pipeline/compose/literals/sql-literal.ts';

/** The author's SQL that stands at a place of a script Prisma wrote, and how far into it the place is. */
export function literalAt(
  script: string,
  offset: number,
  literals: readonly SqlLiteral[],
): { readonly literal: SqlLiteral; readonly at: number } | undefined {
  const found = literals.flatMap((literal) => {
    if (literal.sql === '') return [];
    // What the parser misses at the end of a piece it finds at what comes next.
    for (
      let start = script.indexOf(literal.sql);
      start !== -1;
      start = script.indexOf(literal.sql, start + 1)
    ) {
      if (start <= offset && offset <= start + literal.sql.length) return [{ literal, at: offset - start }];
    }
    return [];
  });
  // A short piece may be a part of a longer one.
  return found.sort((a, b) => b.literal.sql.length - a.literal.sql.length)[0];
}
