import { types } from 'node:util';
import { parseSync } from '@swc/core';
import { parse, printParseErrorCode, type ParseError as JsonError } from 'jsonc-parser';
import { type WebpackError } from 'webpack';
import { lineStarts, positionAt } from '../../diagnostics/text-position.ts';
import { describeParseError } from '../../pipeline/discover/code/describe-parse-error.js';
import { originalPlace } from './original-place.ts';

export interface FoundSyntaxError {
  readonly reason: string;
  readonly line: number;
  readonly column: number;
}

/**
 * What keeps a file from being read, in its author's coordinates: loaders tell it as a drawing, and webpack's own
 * parsers in what loaders made of the file.
 */
export function findSyntaxError(
  file: string,
  source: string,
  error: WebpackError,
): FoundSyntaxError | undefined {
  if (file.endsWith('.json')) return inJson(source);
  if (!/\.[cm]?[jt]sx?$/.test(file)) return undefined;
  return inCode(file, source) ?? byWebpack(error);
}

function inCode(file: string, source: string): FoundSyntaxError | undefined {
  const syntax = /\.[cm]?tsx?$/.test(file)
    ? { syntax: 'typescript' as const, decorators: true, tsx: file.endsWith('x') }
    : { syntax: 'ecmascript' as const, decorators: true, jsx: file.endsWith('x') };
  try {
    parseSync(source, { ...syntax, target: 'es2022' });
    return undefined;
  } catch (error) {
    return withinText(
      source,
      describeParseError(types.isNativeError(error) ? error.message : String(error), source),
    );
  }
}

/** The parser counts what comes after the last line as columns of that line. */
function withinText(source: string, { reason, line, column }: FoundSyntaxError): FoundSyntaxError {
  const lines = source.split(/\r?\n/);
  const inText = Math.min(line, lines.length);
  return { reason, line: inText, column: Math.min(column, (lines[inText - 1] ?? '').length + 1) };
}

function inJson(source: string): FoundSyntaxError | undefined {
  const errors: JsonError[] = [];
  parse(source, errors, { disallowComments: true });
  const [first] = errors;
  if (!first) return undefined;
  const reason = printParseErrorCode(first.error)
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
  return { reason: `This is no JSON: ${reason}.`, ...positionAt(lineStarts(source), first.offset) };
}

/** What only a whole module shows, such as a name that is declared twice. */
function byWebpack(error: WebpackError): FoundSyntaxError | undefined {
  const reason = /^Module parse failed: (?<reason>.*?)(?: \(\d+:\d+\))?$/m.exec(error.message)?.groups?.[
    'reason'
  ];
  const place = originalPlace(error);
  return reason === undefined || place === undefined ? undefined : { reason: `${reason}.`, ...place };
}
