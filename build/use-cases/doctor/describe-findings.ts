import pico from 'picocolors';
import { type Finding, type FindingStatus } from './finding.ts';

/** One line a finding, the way to mend it below, and a last line that counts. */
export function describeFindings(findings: readonly Finding[], color: boolean): string {
  const paint = pico.createColors(color);
  const words: Readonly<Record<FindingStatus, string>> = {
    ok: paint.green('ok     '),
    note: paint.cyan('note   '),
    warning: paint.yellow('warning'),
    error: paint.red('error  '),
  };
  const lines = findings.flatMap(({ check, status, message, mend }) => [
    `${words[status]}  ${paint.bold(check)}: ${message}`,
    ...(mend === undefined ? [] : [`         mend: ${mend}`]),
  ]);
  const count = (status: FindingStatus, one: string) => {
    const found = findings.filter((finding) => finding.status === status).length;
    return `${found} ${found === 1 ? one : `${one}s`}`;
  };
  return `${[...lines, `${count('error', 'error')}, ${count('warning', 'warning')}`].join('\n')}\n`;
}
