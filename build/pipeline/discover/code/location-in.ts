import { type SourceLocation } from '../../../diagnostics/diagnostic.ts';
import { positionAt } from '../../../diagnostics/text-position.ts';
import { type CodeFacts, type Span } from './code-facts.ts';

/** Where a part of a file's text is, for the author. */
export function locationIn(
  file: string,
  { lineStarts }: Pick<CodeFacts, 'lineStarts'>,
  { offset, length }: Span,
): SourceLocation {
  return { file, ...positionAt(lineStarts, offset), length };
}
