import { isRepeatable } from '../postgres/sql/is-repeatable.ts';
import { needsNoTransaction } from '../postgres/sql/needs-no-transaction.ts';
import { parseScript } from '../postgres/sql/parse-script.ts';

/** A part of a script that is sent by itself. */
export interface ScriptPiece {
  readonly text: string;
  /** Characters of the script before it, as PostgreSQL counts. */
  readonly start: number;
}

export interface SplitScript {
  readonly pieces: readonly ScriptPiece[];
  /** Interrupted anywhere, it may be run again from its start. */
  readonly isRepeatable: boolean;
}

/**
 * Cuts a script that PostgreSQL does not take as one transaction: a statement that needs to be outside of one is sent alone, those
 * between two such statements together. A script that cannot be read stays whole, and PostgreSQL says what it thinks of it.
 */
export async function splitScript(script: string): Promise<SplitScript> {
  const { statements, problem } = await parseScript(script);
  if (problem) return { pieces: [{ text: script, start: 0 }], isRepeatable: false };
  const spans: { start: number; end: number; isAlone: boolean }[] = [];
  for (const statement of statements) {
    const isAlone = needsNoTransaction(statement);
    const last = spans.at(-1);
    if (last && !last.isAlone && !isAlone) last.end = statement.end;
    else spans.push({ start: statement.start, end: statement.end, isAlone });
  }
  const pieces = spans.map(({ start, end }) => ({
    text: script.slice(start, end),
    start: Array.from(script.slice(0, start)).length,
  }));
  return { pieces, isRepeatable: isRepeatable(statements) };
}
