import { decodeText } from '../../files/decode-text.ts';
import { isUtf8 } from 'node:buffer';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { lineStarts, positionAt } from '../../diagnostics/text-position.ts';
import { discoverCodes } from './discover-codes.ts';

/**
 * The text of a schema file: UTF-8, a byte order mark and CRLF are fine and taken out. Anything else is refused, with a
 * guess at the text, so that components which refer to its models are not reported.
 */
export function decodeSchema(
  file: string,
  component: string,
  bytes: Uint8Array,
): { readonly text: string; readonly diagnostic?: Diagnostic } {
  const lenient = decodeText(bytes);
  const problem = encodingProblem(bytes, lenient);
  if (!problem) return { text: lenient.includes('\r') ? lenient.replaceAll(/\r\n?/g, '\n') : lenient };
  const before = new TextDecoder('utf-8')
    .decode(bytes.subarray(0, problem.offset))
    .replaceAll(/\r\n?/g, '\n');
  return {
    text: guess(bytes, lenient),
    diagnostic: {
      code: discoverCodes.encoding,
      severity: 'error',
      component,
      message: problem.message,
      hint: 'Save the file as UTF-8.',
      location: { file, ...positionAt(lineStarts(before), before.length) },
    },
  };
}

function guess(bytes: Uint8Array, lenient: string): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : '';
  const text = encoding ? new TextDecoder(encoding).decode(bytes) : lenient;
  return text.replaceAll(/\r\n?/g, '\n').replaceAll('\0', ' ');
}

function encodingProblem(
  bytes: Uint8Array,
  lenient: string,
): { message: string; offset: number } | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { message: 'The schema is saved as UTF-16; Prisma reads UTF-8.', offset: 0 };
  }
  const nul = bytes.indexOf(0);
  if (nul !== -1) return { message: 'The schema contains a NUL byte.', offset: nul };
  if (isUtf8(bytes)) return undefined;
  const invalid = firstDifference(bytes, lenient);
  return {
    message: `The schema is not valid UTF-8 (byte 0x${(bytes[invalid] ?? 0).toString(16)}).`,
    offset: invalid,
  };
}

/** Bytes that are not UTF-8 became replacement characters, so encoding the text again differs exactly there. */
function firstDifference(bytes: Uint8Array, text: string): number {
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const again = Buffer.from(text, 'utf8');
  let at = 0;
  while (again[at] === bytes[at + mark]) at += 1;
  return at + mark;
}
