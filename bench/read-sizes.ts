import { parseArgs } from 'node:util';

/** Sizes of the projects to measure, from `--sizes 10,50`. */
export function readSizes(defaults: readonly number[]): readonly number[] {
  const { values } = parseArgs({ options: { sizes: { type: 'string' } } });
  if (values.sizes === undefined) return defaults;
  const sizes = values.sizes.split(',').map(Number);
  if (sizes.some((size) => !Number.isInteger(size) || size < 1)) {
    throw new Error(
      `--sizes takes whole numbers with commas between them, for example 10,50; not "${values.sizes}".`,
    );
  }
  return sizes;
}
