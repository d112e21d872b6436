import { median, rounded, type Row } from '../measurements.ts';
import { type Measured } from './measure-set-up.ts';
import { type Polled } from './poll.ts';

/** One set-up on one size; an error instead of figures when it could not be measured. */
export interface Outcome {
  readonly setUp: string;
  readonly components: number;
  readonly measured?: Measured;
  readonly error?: string;
}

/** The table people read. */
export function summary(outcomes: readonly Outcome[]): readonly Row[] {
  return outcomes.map(({ setUp, components, measured }): Row => {
    if (measured === undefined) return { components, 'set-up': setUp, 'code ms': 'failed' };
    const { coldMs, memoryMiB, checkerMiB, codeEdits, schemaEdits } = measured;
    return {
      components,
      'set-up': setUp,
      'code ms': rounded(median(codeEdits.map(({ ms }) => ms))),
      'code p95': rounded(
        percentile(
          codeEdits.map(({ ms }) => ms),
          95,
        ),
      ),
      'failed requests': sum(codeEdits.map(({ failed }) => failed)),
      'no answer ms': rounded(median(codeEdits.map(({ gapMs }) => gapMs))),
      'schema ms': schemaEdits.length === 0 ? '-' : rounded(median(schemaEdits.map(({ ms }) => ms))),
      'failed in schema edits': sum(schemaEdits.map(({ failed }) => failed)),
      'restarts by hand': schemaEdits.filter(({ restarted }) => restarted).length,
      'cold start ms': rounded(coldMs),
      'memory MiB': memoryMiB,
      'checker MiB': checkerMiB === 0 ? '-' : checkerMiB,
    };
  });
}

/** Ours divided by theirs, of the medians; below 1 we are faster. */
export function ratios(outcomes: readonly Outcome[]): readonly Row[] {
  return outcomes.flatMap(({ setUp, components, measured }) => {
    const ours = outcomes.find(
      (other) => other.setUp === 'tessera' && other.components === components,
    )?.measured;
    if (setUp === 'tessera' || measured === undefined || ours === undefined) return [];
    const ratio = (of: (one: Measured) => number): number | string => {
      const value = of(ours) / of(measured);
      return Number.isFinite(value) ? Math.round(value * 1000) / 1000 : '-';
    };
    return {
      components,
      'tessera to': setUp,
      'code edit': ratio(({ codeEdits }) => median(codeEdits.map(({ ms }) => ms))),
      'schema edit': ratio(({ schemaEdits }) => median(schemaEdits.map(({ ms }) => ms))),
      'cold start': ratio(({ coldMs }) => coldMs),
      memory: ratio(({ memoryMiB }) => memoryMiB),
    };
  });
}

/** Every single edit, for whoever wants to look behind the medians. */
export function everyEdit(outcomes: readonly Outcome[]): readonly Row[] {
  return outcomes.flatMap(({ setUp, components, measured, error = '' }): Row[] => {
    if (measured === undefined) return [{ components, setUp, error }];
    const row = (kind: string, { ms, found, failed, gapMs }: Polled): Row => ({
      components,
      setUp,
      kind,
      ms: rounded(ms),
      shown: String(found),
      failed,
      gapMs: rounded(gapMs),
    });
    return [
      ...measured.codeEdits.map((edit) => row('code', edit)),
      ...measured.schemaEdits.map((edit) => ({ ...row('schema', edit), restarted: String(edit.restarted) })),
    ];
  });
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? Number.NaN;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
