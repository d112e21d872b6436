import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

/** Milliseconds, or the unit the column's name states. */
export type Row = Readonly<Record<string, string | number>>;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The value that so large a share of the values does not exceed. @param sorted ascending */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Rounds for a table: whole numbers from 100 on, one digit below. */
export function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 10) / 10;
}

/** What the figures were measured on. No host name, no path. */
export function machine(): Row {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    system: `${process.platform} ${process.arch}`,
  };
}

/** Prints a titled table; an empty one says so. */
export function printTable(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`);
  if (rows.length === 0) console.log('(nothing measured)');
  else console.table(rows);
}

/**
 * Writes `bench/results/<name>.json`: the machine and every table of the run. A table that this run did not measure stays
 * when it was measured on the same machine.
 */
export async function saveResults(
  name: string,
  tables: Readonly<Record<string, readonly Row[]>>,
): Promise<void> {
  const folder = join(import.meta.dirname, 'results');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  const before = await earlierResults(file);
  const text = JSON.stringify({ ...before, machine: machine(), ...tables }, null, 2);
  await writeFile(file, `${text}\n`);
  console.log(`\nwritten: bench/results/${name}.json`);
}

const earlier = z.looseObject({ machine: z.unknown() });

async function earlierResults(file: string): Promise<object> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const found = text === undefined ? undefined : earlier.parse(JSON.parse(text));
  return isDeepStrictEqual(found?.machine, machine()) ? { ...found } : {};
}
