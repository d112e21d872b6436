import { knownOf, type Outcome } from '../../diagnostics/outcome.ts';

/** What was written, and what to do next. */
export function describeCreated(
  outcome: Outcome<{ readonly files: readonly string[]; readonly next: readonly string[] }>,
): string[] {
  const created = knownOf(outcome);
  if (!created) return [];
  const { files, next } = created;
  return [...files.map((file) => `wrote ${file}`), '', 'Next:', ...next.map((step) => `  ${step}`)];
}
