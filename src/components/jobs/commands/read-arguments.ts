import { parseArgs } from 'node:util';
import { WrongCallError } from '@/platform';
import { z } from 'zod';

/**
 * Reads what stands after a command's name. Every command takes `--json`.
 *
 * @param options by name, without the dashes
 * @param word what the words without dashes are; undefined takes none
 * @param least how many there have to be
 * @throws WrongCallError
 */
export function readArguments<Options extends z.ZodRawShape, Word = never>(
  args: readonly string[],
  options: Options,
  word?: z.ZodType<Word>,
  least = 0,
): { values: z.infer<z.ZodObject<Options>>; words: readonly Word[]; isJson: boolean } {
  const names = Object.keys(options).map((name) => [name, { type: 'string' }] as const);
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: word !== undefined,
      options: { ...Object.fromEntries(names), json: { type: 'boolean' } },
    });
    const { json = false, ...own } = values;
    const words = word === undefined ? [] : z.array(word).min(least).parse(positionals);
    return { values: z.object(options).parse(own), words, isJson: json };
  } catch (error) {
    throw new WrongCallError(`The call is wrong: ${reasonOf(error)}`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues
      .map(({ path, message }) => `${path.join('.') || 'the arguments'}: ${message}`)
      .join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}
