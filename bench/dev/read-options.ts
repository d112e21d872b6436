import { parseArgs } from 'node:util';
import { rivals, type Rival } from './rivals.ts';

export interface BenchOptions {
  readonly sizes: readonly number[];
  readonly rivals: readonly Rival[];
  readonly codeEdits: number;
  readonly schemaEdits: number;
  /** Name of the file below bench/results/. */
  readonly results: string;
}

/**
 * Reads `--sizes 10,50 --rivals tsx,vite-node --code-edits 10 --schema-edits 5`; `--rivals none` measures Tessera alone,
 * `--results dev-200` writes to another file than the complete run.
 * @throws Error that says what would have been right
 */
export function readOptions(): BenchOptions {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: '10,50,200' },
      rivals: { type: 'string', default: rivals.map(({ name }) => name).join(',') },
      'code-edits': { type: 'string', default: '10' },
      'schema-edits': { type: 'string', default: '5' },
      results: { type: 'string', default: 'dev' },
    },
  });
  return {
    sizes: values.sizes.split(',').map((size) => wholeNumber('sizes', size, 1)),
    rivals: values.rivals === 'none' ? [] : values.rivals.split(',').map(findRival),
    codeEdits: wholeNumber('code-edits', values['code-edits'], 1),
    schemaEdits: wholeNumber('schema-edits', values['schema-edits'], 0),
    results: values.results,
  };
}

function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < least) {
    throw new Error(`--${option} takes whole numbers from ${least} on, not "${text}".`);
  }
  return value;
}

function findRival(name: string): Rival {
  const found = rivals.find((rival) => rival.name === name);
  if (found === undefined) {
    throw new Error(
      `--rivals takes none or some of ${rivals.map((rival) => rival.name).join(', ')}, not "${name}".`,
    );
  }
  return found;
}
