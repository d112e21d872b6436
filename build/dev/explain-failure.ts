import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AppFailure } from './app-messages.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';

const frame = /^\s+at (?:.*\()?(?<file>(?:file:\/\/)?\/[^()]+?):(?<line>\d+):(?<column>\d+)\)?$/;

function placeIn(line: string, projectDir: string): Diagnostic['location'] {
  const groups = frame.exec(line)?.groups;
  const file = groups?.['file'];
  if (file === undefined) return undefined;
  const path = relative(projectDir, file.startsWith('file://') ? fileURLToPath(file) : file);
  if (path.startsWith('..') || path.startsWith('.tessera') || path.includes('node_modules')) return undefined;
  return {
    file: path.split(sep).join('/'),
    line: Number(groups?.['line']),
    column: Number(groups?.['column']),
  };
}

/** A failure of the application, with the place in the author's own files where there is one. */
export function explainFailure(
  { message, stack }: AppFailure,
  projectDir: string,
): { reason: string; diagnostics: readonly Diagnostic[] } {
  const places = (stack ?? '').split('\n').flatMap((line) => placeIn(line, projectDir) ?? []);
  const location =
    places.find(({ file }) => file.startsWith('src/components/')) ??
    places.find(({ file }) => file.startsWith('src/'));
  const component = /^src\/components\/([^/]+)\//.exec(location?.file ?? '')?.[1];
  const diagnostic: Diagnostic = {
    code: 'DEV.START_FAILED',
    severity: 'error',
    message,
    ...(component === undefined ? {} : { component }),
    ...(location === undefined ? {} : { location }),
  };
  const at = location === undefined ? '' : `${location.file}:${location.line}:${location.column}\n`;
  return { reason: `${at}${stack ?? message}`, diagnostics: [diagnostic] };
}
