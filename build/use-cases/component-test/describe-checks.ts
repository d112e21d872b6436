import pico from 'picocolors';
import { type CheckOutcome } from './check-outcome.ts';

/** What each check is about, for people. */
const titles: Readonly<Record<CheckOutcome['check'], string>> = {
  compose: 'composes alone',
  database: 'makes its tables',
  tests: 'passes its own tests',
  mount: 'mounts',
  routes: 'answers every route',
  openapi: 'is in the API document',
  unmount: 'leaves nothing behind',
};

/** One line a check, with its time. */
export function describeCheck({ check, ok, ms, summary }: CheckOutcome, color: boolean): string {
  const paint = pico.createColors(color);
  const word = ok ? paint.green('ok    ') : paint.red('failed');
  const what = summary === '' ? '' : ` ${paint.dim(`(${summary})`)}`;
  return `${word}  ${`${Math.round(ms)} ms`.padStart(8)}  ${titles[check]}${what}\n`;
}

/** The last line. */
export function describeVerdict(
  name: string,
  checks: readonly CheckOutcome[],
  ms: number,
  color: boolean,
): string {
  const paint = pico.createColors(color);
  const failed = checks.filter(({ ok }) => !ok).length;
  const seconds = `${(ms / 1000).toFixed(1)} s`;
  if (failed === 0) return `${paint.green(`${name} is fine`)}: ${checks.length} checks in ${seconds}\n`;
  const all = Object.keys(titles).filter((check) => !checks.some((one) => one.check === check));
  const left = all.length === 0 ? '' : `, not looked at: ${all.join(', ')}`;
  return `${paint.red(`${name} is not fine`)}: ${failed} of ${checks.length} checks failed in ${seconds}${left}\n`;
}
