import { type CodeReading, type WrittenImport } from './code-facts.ts';
import { readCode } from './read-code.js';

/**
 * Every module a TypeScript or JavaScript file names. Of one that cannot be parsed, which the compiler reports, everything
 * between quotes counts: what it may import must not be taken for unused.
 */
export function findImports(
  source: string,
  reading: CodeReading = readCode(source),
): readonly WrittenImport[] {
  return reading.status === 'parsed' ? reading.specifiers : quoted(source);
}

function quoted(source: string): WrittenImport[] {
  return [...source.matchAll(/(['"`])([^'"`\n]+)\1/g)].map(({ 2: specifier = '', index }) => ({
    specifier,
    offset: index + 1,
  }));
}
