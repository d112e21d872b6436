import { lineStarts, positionAt } from '../../../diagnostics/text-position.ts';
import { type CrossingRelation, type ExtractionPlan, type Placed } from './extraction.ts';

/** Edits of a file by line, counted from 0. */
interface LineEdits {
  readonly removed: Set<number>;
  /** Before a line. */
  readonly inserted: Map<number, string>;
}

/** The texts after an extraction, by file: those of the author's with fewer lines, and the new one. */
export function moveLines(
  { moved, relations }: ExtractionPlan,
  raw: ReadonlyMap<string, string>,
  target: string,
): ReadonlyMap<string, string> {
  const edits = new Map<string, LineEdits>();
  const editsOf = (file: string): LineEdits => {
    const known = edits.get(file) ?? { removed: new Set<number>(), inserted: new Map<number, string>() };
    edits.set(file, known);
    return known;
  };
  for (const relation of relations) editRelation(relation, editsOf);
  const blocks: string[] = [];
  const texts = new Map<string, string>();
  for (const [file, text] of raw) {
    const own = moved.filter(({ source }) => source.file === file);
    const edit = editsOf(file);
    if (own.length === 0 && edit.removed.size === 0 && edit.inserted.size === 0) continue;
    const lines = text.split('\n');
    const ranges = own.map((one) => rangeOf(one, lines)).sort(([a], [b]) => a - b);
    for (const [from, to] of ranges) blocks.push(render(lines, edit, from, to));
    const isMoved = (at: number) => ranges.some(([from, to]) => from <= at && at <= to);
    const left = lines.flatMap((line, at) => (isMoved(at) ? [] : renderLine(line, at, edit)));
    texts.set(file, withoutGaps(left, lines));
  }
  const newline = [...raw.values()].some((text) => text.includes('\r\n')) ? '\r\n' : '\n';
  texts.set(
    target,
    `${blocks.map((one) => one.replace(/\r?\n$/, '')).join(`${newline}${newline}`)}${newline}`,
  );
  return texts;
}

/** The written side names the field that composing adds on the other. */
function editRelation({ kept, completed }: CrossingRelation, editsOf: (file: string) => LineEdits): void {
  if (!completed) return;
  const at = lineOf(kept.of, kept.field.offset);
  const indent = indentOf(kept.of, kept.field.offset);
  editsOf(kept.of.source.file).inserted.set(at, `${indent}/// @opposite ${completed.field.name}`);
  editsOf(completed.of.source.file).removed.add(lineOf(completed.of, completed.field.offset));
}

function lineOf({ source }: Placed, offset: number): number {
  return positionAt(lineStarts(source.text), offset).line - 1;
}

function indentOf({ source }: Placed, offset: number): string {
  return /[ \t]*$/.exec(source.text.slice(0, offset))?.[0] ?? '';
}

/** From the comments above it to its closing brace. */
function rangeOf(placed: Placed, lines: readonly string[]): readonly [from: number, to: number] {
  const { block } = placed.declaration;
  let from = lineOf(placed, block.offset);
  while (from > 0 && /^\s*\/\//.test(lines[from - 1] ?? '')) from -= 1;
  return [from, lineOf(placed, block.closeOffset ?? placed.source.text.length)];
}

function render(lines: readonly string[], edit: LineEdits, from: number, to: number): string {
  return lines
    .slice(from, to + 1)
    .flatMap((line, index) => renderLine(line, from + index, edit))
    .join('\n');
}

function renderLine(line: string, at: number, { removed, inserted }: LineEdits): string[] {
  const before = inserted.get(at);
  return [
    ...(before === undefined ? [] : [`${before}${line.endsWith('\r') ? '\r' : ''}`]),
    ...(removed.has(at) ? [] : [line]),
  ];
}

/** What moved leaves one blank line behind, and none at the end. */
function withoutGaps(left: readonly string[], before: readonly string[]): string {
  const isBlank = (line: string | undefined) => line?.trim() === '';
  const kept = left.filter(
    (line, at) => !(isBlank(line) && isBlank(left[at - 1])) || isDoubled(line, before),
  );
  while (kept.length > 1 && isBlank(kept.at(-1)) && isBlank(kept.at(-2))) kept.pop();
  return kept.join('\n');
}

/** Where the author separates by several blank lines, they stay. */
function isDoubled(line: string, before: readonly string[]): boolean {
  return before.some((one, at) => one === line && one.trim() === '' && before[at - 1]?.trim() === '');
}
