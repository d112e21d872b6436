import { type ComposedModel } from '../../model/composed-model.ts';
import { lineStarts } from '../../diagnostics/text-position.ts';
import { type SourceLocation } from '../../diagnostics/diagnostic.ts';

/**
 * Prisma's message about composed files with every `path:line` in it turned into the author's. The first one is also
 * the location.
 */
export function inAuthorsCoordinates(
  message: string,
  plan: Pick<ComposedModel, 'schemaFiles'>,
): { readonly message: string; readonly location?: SourceLocation } {
  let first: SourceLocation | undefined;
  let translated = message;
  for (const { path, text, origin } of plan.schemaFiles) {
    const starts = lineStarts(text);
    translated = translated.replaceAll(placePattern(path), (place: string, line: string) => {
      const offset = starts[Number(line) - 1] ?? 0;
      const indent = /^[^\S\n]*/.exec(text.slice(offset))?.[0].length ?? 0;
      const location = origin?.locate(offset + indent);
      first ??= location;
      return location ? `${location.file}:${location.line}` : place;
    });
  }
  return { message: translated, ...(first ? { location: first } : {}) };
}

/** The path relative to the project or absolute, and the line. */
function placePattern(path: string): RegExp {
  return new RegExp(`(?:[^\\s:]*/)?${path.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}:(\\d+)`, 'g');
}
