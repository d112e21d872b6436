import { z } from 'zod';
import { scanBlocks } from '../../../../prisma-language/scan-blocks.ts';
import { TokenPlaces } from '../../../../prisma-language/token-places.ts';

/** One line of an author's model in its three forms; null where there is none. */
export const schemaEditSchema = z.strictObject({
  file: z.string(),
  model: z.string(),
  original: z.string().nullable(),
  between: z.string(),
  final: z.string().nullable(),
});

export type SchemaEdit = z.output<typeof schemaEditSchema>;

type Form = 'original' | 'between' | 'final';

/** The text with all edits of a file made, or those that cannot be made: their line is not there. */
export function editSchema(
  text: string,
  edits: readonly SchemaEdit[],
  from: Form,
  to: Form,
): { readonly text: string; readonly missing: readonly SchemaEdit[] } {
  const missing: SchemaEdit[] = [];
  let edited = text;
  for (const edit of edits) {
    const next = editLine(edited, edit.model, edit[from], edit[to]);
    if (next === undefined) missing.push(edit);
    else edited = next;
  }
  return { text: edited, missing };
}

/** Whether the file has a form of an edit, however its blanks are. */
export function hasForm(text: string, { model, ...edit }: SchemaEdit, form: Form): boolean {
  const line = edit[form];
  return line === null || findLine(text, model, line) !== undefined;
}

function editLine(text: string, model: string, from: string | null, to: string | null): string | undefined {
  if (from === null) {
    if (to === null) return text;
    const close = scanBlocks(new TokenPlaces(text)).find(({ name }) => name === model)?.closeOffset;
    if (close === undefined) return undefined;
    const before = text.slice(0, close).replace(/[ \t]*$/, '');
    const gap = before.endsWith('\n') ? '' : '\n';
    return `${before}${gap}${to}${newline(text)}${text.slice(close)}`;
  }
  const found = findLine(text, model, from);
  if (!found) return undefined;
  if (to !== null) return text.slice(0, found.start) + to + text.slice(found.end);
  return text.slice(0, found.start) + text.slice(found.end).replace(/^\r?\n/, '');
}

function findLine(
  text: string,
  model: string,
  line: string,
): { readonly start: number; readonly end: number } | undefined {
  const block = scanBlocks(new TokenPlaces(text)).find(({ name }) => name === model);
  if (block?.closeOffset === undefined) return undefined;
  const wanted = plain(line);
  for (let start = text.lastIndexOf('\n', block.offset) + 1; start < block.closeOffset;) {
    const next = text.indexOf('\n', start);
    const end = next === -1 ? text.length : next - (text[next - 1] === '\r' ? 1 : 0);
    if (plain(text.slice(start, end)) === wanted) return { start, end };
    if (next === -1) return undefined;
    start = next + 1;
  }
  return undefined;
}

/** `prisma format` moves words of a line, and changes nothing else. */
function plain(line: string): string {
  return line.trim().replaceAll(/\s+/g, ' ');
}

function newline(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
