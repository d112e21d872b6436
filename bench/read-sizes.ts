import { parseArgs } from 'node:util';

/** Sizes of the projects to measure, from `--sizes 10,50`. */
export function readSizes(defaults: readonly number[]): readonly number[] {
  const { values } = parseArgs({ options: { sizes: { type: 'string' } } });
  return values.sizes === undefined ? defaults : wholeNumbers('sizes', values.sizes);
}

/** `10,50` as numbers. */
export function wholeNumbers(option: string, text: string): readonly number[] {
  const numbers = text.split(',').map(Number);
  if (numbers.some((number) => !Number.isInteger(number) || number < 1)) {
    throw new Error(
      `--${option} takes whole numbers with commas between them, for example 10,50; not "${text}".`,
    );
  }
  return numbers;
}
