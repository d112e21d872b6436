import pico from 'picocolors';
import { type PipelineReport } from '../../pipeline/pipeline.ts';

/** The last lines of a run: what changed, or how many problems, and where the time went. */
export function describeComposition(
  report: PipelineReport,
  { check, color }: { readonly check: boolean; readonly color: boolean },
): string {
  const paint = pico.createColors(color);
  const counts = (severity: string) => report.diagnostics.filter((one) => one.severity === severity).length;
  const [errors, warnings] = [counts('error'), counts('warning')];
  const times = Object.entries(report.timings).map(([step, time]) => `${step} ${time} ms`);
  const lines = [
    ...report.changed.map((file) => `${check ? 'would write' : 'wrote'} ${file}`),
    ...report.removed.map((file) => `${check ? 'would remove' : 'removed'} ${file}`),
    ...(report.generated ? [check ? 'would generate the client' : 'generated the client'] : []),
  ];
  const written = lines.length > 0 ? 'not everything was written' : 'nothing was written';
  const noun = report.components.length === 1 ? 'component' : 'components';
  const state = !report.ok
    ? paint.red(`${errors} ${errors === 1 ? 'error' : 'errors'}, ${written}`)
    : paint.green(lines.length > 0 ? (check ? 'out of date' : 'composed') : 'up to date');
  const warned = warnings > 0 ? `, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}` : '';
  lines.push(`${state}${warned}: ${report.components.length} ${noun} (${times.join(', ')})`);
  return `${lines.join('\n')}\n`;
}
