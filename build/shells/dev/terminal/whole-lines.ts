import { StringDecoder } from 'node:string_decoder';

/** Collects what a program prints into lines; a status area can only be drawn between whole ones. */
export interface WholeLines {
  readonly write: (chunk: Buffer) => void;
  /** Prints what was begun and not ended. */
  readonly flush: () => void;
}

/** @param print gets one or more lines without the last newline */
export function wholeLines(print: (text: string) => void): WholeLines {
  const decoder = new StringDecoder('utf8');
  let begun = '';
  return {
    write(chunk) {
      const text = begun + decoder.write(chunk);
      const end = text.lastIndexOf('\n');
      begun = text.slice(end + 1);
      if (end >= 0) print(text.slice(0, end));
    },
    flush() {
      const rest = begun + decoder.end();
      begun = '';
      if (rest !== '') print(rest);
    },
  };
}
