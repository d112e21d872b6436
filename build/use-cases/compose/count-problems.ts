import { diagnosticsOf, type Outcome } from '../../diagnostics/outcome.ts';

/** `1 error, 0 warnings`. */
export function countProblems(outcome: Outcome<unknown>): string {
  const number = (severity: string): string => {
    const found = diagnosticsOf(outcome).filter((one) => one.severity === severity).length;
    return `${found} ${severity}${found === 1 ? '' : 's'}`;
  };
  return `${number('error')}, ${number('warning')}`;
}
