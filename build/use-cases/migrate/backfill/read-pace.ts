import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { wrongCall } from '../../../diagnostics/wrong-call.ts';
import { type Pace } from './run-backfill.ts';

/** The pace a call wants, in the words of its flags. */
export interface PaceFlags {
  readonly batch?: string;
  readonly maxLag: string;
  readonly pause: string;
}

/** @returns what is wrong with a number, where one is */
export function readPace({ batch, maxLag, pause }: PaceFlags): Pace | Diagnostic {
  const flags = [
    ['--batch', batch, 1],
    ['--max-lag', maxLag, 1],
    ['--pause', pause, 0],
  ] as const;
  for (const [flag, text, least] of flags) {
    if (text === undefined || (/^\d{1,6}$/.test(text) && Number(text) >= least)) continue;
    return wrongCall(`${flag} takes a whole number from ${least} on, not "${text}".`);
  }
  const rows = batch === undefined ? undefined : Number(batch);
  return { batch: rows, maxLag: Number(maxLag), pause: Number(pause) };
}
