import { knownOf, type Outcome } from '../../../diagnostics/outcome.ts';
import { type ExtractReport } from './extraction.ts';

/** The report for people: what moves, what is proved, which code stays behind. */
export function describeExtraction(outcome: Outcome<ExtractReport>): string[] {
  const report = knownOf(outcome);
  if (!report) return ['nothing was written'];
  const { component, from = '', moved, files, isMigrationEmpty, code, done } = report;
  const uses = code.map(({ what, location: { file, line } }) => `  ${file}:${String(line)}  ${what}`);
  return [
    `${done ? 'moved' : 'would move'} ${moved.join(', ')} from "${from}" into "${component}"`,
    ...(isMigrationEmpty ? ['proved: no statement leads from the schema before to the one after'] : []),
    ...files.map((file) => `${done ? 'wrote' : 'would write'} ${file}`),
    ...(uses.length > 0 ? ['code that uses them, and stays where it is until you move it:', ...uses] : []),
    ...(done ? [`taken back by: tessera component extract ${component} --undo`] : []),
  ];
}
