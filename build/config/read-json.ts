import { findNodeAtLocation, type Node, parseTree, type ParseError, printParseErrorCode } from 'jsonc-parser';
import { lineStarts, positionAt } from '../diagnostics/text-position.ts';
import { type Diagnostic, type SourceLocation } from '../diagnostics/diagnostic.ts';
import { type SettingsProblem } from './check-settings.ts';
import { deepestJson, findTooDeep } from './find-too-deep.ts';

/** A JSON text with the places of its parts. */
export interface JsonDocument {
  readonly value: unknown;
  readonly syntaxErrors: readonly { readonly message: string; readonly location: SourceLocation }[];
  /** The place of a value, or of its key. */
  locate(path: readonly (string | number)[], atKey: boolean): SourceLocation;
}

/** Reads strict JSON (no comments, no trailing commas); a byte order mark is fine. */
export function readJson(file: string, source: string): JsonDocument {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const errors: ParseError[] = [];
  const tooDeep = findTooDeep(text);
  const root = tooDeep === undefined ? parseTree(text, errors, { disallowComments: true }) : undefined;
  const starts = lineStarts(text);
  const at = (offset: number, length: number): SourceLocation => ({
    file,
    ...positionAt(starts, offset),
    length: Math.max(1, length),
  });
  return {
    value: errors.length === 0 && root ? JSON.parse(text) : undefined,
    syntaxErrors:
      tooDeep === undefined
        ? // One slip makes the parser complain more than once about the same place.
          errors.filter(isFirstAtItsPlace).map((error) => ({
            message: `This is not JSON: ${sentence(printParseErrorCode(error.error))}.`,
            location: at(error.offset, error.length),
          }))
        : [
            {
              message: `Values are nested more than ${deepestJson} deep here.`,
              location: at(tooDeep, 1),
            },
          ],
    locate(path, atKey) {
      const node = root && nearestNode(root, path);
      const target = atKey && node?.parent?.type === 'property' ? node.parent.children?.[0] : node;
      return target ? at(target.offset, firstLineLength(text, target)) : at(0, 1);
    },
  };
}

/** One diagnostic for each problem, at its place in the document. */
export function settingsDiagnostics(
  document: JsonDocument,
  problems: readonly SettingsProblem[],
  about: { readonly code: string; readonly component?: string },
): Diagnostic[] {
  return problems.map(({ path, atKey, message, hint }) => ({
    ...about,
    severity: 'error',
    message,
    ...(hint ? { hint } : {}),
    location: document.locate(path, atKey),
  }));
}

/** The node at the path, or the innermost one on the way that exists (a missing key is shown at its object). */
function nearestNode(root: Node, path: readonly (string | number)[]): Node {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node) return node;
  }
  return root;
}

function firstLineLength(text: string, { offset, length }: Node): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? length : Math.min(length, newline - offset);
}

function isFirstAtItsPlace({ offset }: ParseError, index: number, errors: readonly ParseError[]): boolean {
  return errors.findIndex((error) => error.offset === offset) === index;
}

/** `PropertyNameExpected` -> `property name expected`. */
function sentence(code: string): string {
  return code.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}
