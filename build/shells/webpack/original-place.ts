import { SourceMap, type SourceMapPayload } from 'node:module';
import { type WebpackError } from 'webpack';
import { type TextPosition } from '../../diagnostics/text-position.ts';

function read(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function isFunction(value: unknown): value is (...args: unknown[]) => unknown {
  return typeof value === 'function';
}

/** What a method of an object of webpack's answers; undefined when it has none of this name. */
function ask(object: unknown, method: string, ...args: unknown[]): unknown {
  const found = read(object, method);
  return isFunction(found) ? Reflect.apply(found, object, args) : undefined;
}

function isPayload(value: unknown): value is SourceMapPayload {
  return typeof read(value, 'mappings') === 'string' && Array.isArray(read(value, 'sources'));
}

/** Where an error is in the author's file; webpack tells the place in what its loaders made of it. */
export function originalPlace(error: WebpackError): TextPosition | undefined {
  const loc: unknown = error.loc ?? read(read(error, 'error'), 'loc');
  const start = read(loc, 'start') ?? loc;
  const [line, column] = [read(start, 'line'), read(start, 'column')];
  if (typeof line !== 'number') return undefined;
  const place = { line, column: typeof column === 'number' ? column + 1 : 1 };
  const map = ask(ask(error.module, 'originalSource'), 'map', {});
  if (!isPayload(map)) return place;
  const entry = new SourceMap(map).findEntry(place.line - 1, place.column - 1);
  return 'originalLine' in entry ? { line: entry.originalLine + 1, column: entry.originalColumn + 1 } : place;
}
