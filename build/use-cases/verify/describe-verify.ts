import pico from 'picocolors';
import { type HostCheck } from './host-checks.ts';

/** What each step is about, for people. */
const titles: Readonly<Record<HostCheck['step'], string>> = {
  install: 'is installed from its tarball',
  compose: 'composes',
  types: 'has types that hold',
  contract: 'keeps the contract of components',
  tests: 'passes its own tests',
};

/** One line a check, with the platform and the time. */
export function describeHostCheck({ platform, step, ok, ms }: HostCheck, color: boolean): string {
  const paint = pico.createColors(color);
  const word = ok ? paint.green('ok    ') : paint.red('failed');
  return `${word}  ${`${(ms / 1000).toFixed(1)} s`.padStart(7)}  ${platform}: ${titles[step]}\n`;
}

/** The last line. */
export function describeVerified(name: string, checks: readonly HostCheck[], color: boolean): string {
  const paint = pico.createColors(color);
  const platforms = [...new Set(checks.map(({ platform }) => platform))];
  const bad = platforms.filter((one) => checks.some(({ platform, ok }) => platform === one && !ok));
  if (bad.length > 0) return `${paint.red(`${name} does not work`)} with ${bad.join(', ')}\n`;
  return `${paint.green(`${name} works`)} from its tarball with nestjs-tessera ${platforms.join(' and ')}\n`;
}
