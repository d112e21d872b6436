import { type Cache, derive, isDerived, Kind } from '../../../incremental/derive.ts';
import { type CodeReading } from './code-facts.ts';
import { type ReadCode } from './read-code-with.ts';
import { readCode } from './read-code.js';

const readings = new Kind<CodeReading>();

/** True when the file was parsed already, in this run or an earlier one. */
export function isCodeKnown(cache: Cache, file: string, text: string): boolean {
  return isDerived(cache, readings, file, [text]);
}

/**
 * What a file of code says: parsed once for all steps.
 * @param file relative to the project
 * @param read for example one that another core helps
 */
export function codeOf(cache: Cache, file: string, text: string, read: ReadCode = readCode): CodeReading {
  const isTsx = file.endsWith('x');
  return derive(cache, readings, file, [text], () => (isTsx ? readCode(text, isTsx) : read(text)));
}
