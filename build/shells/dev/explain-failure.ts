import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTextFile } from '../../files/read-text-file.ts';
import { type AppFailure } from '../../../contract/dev-messages.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';

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

const tooEarly = /^Cannot access '(?<name>[^']+)' before initialization$/;

/** What to do about a failure whose words come from V8 and say nothing of it. */
function hintFor(message: string, file: string | undefined, projectDir: string): string | undefined {
  const name = tooEarly.exec(message)?.groups?.['name'];
  if (name === undefined || file === undefined) return undefined;
  const source = readSource(join(projectDir, file));
  const isImported = new RegExp(`^import [^;]*\\b${name}\\b[^;]*\\bfrom\\b`, 'm').test(source);
  if (!isImported) return `Move what uses "${name}" below its declaration.`;
  return (
    `The files of "${name}" and of the place above import each other, and the type of a constructor's parameter is ` +
    `needed at once. Write \`WrapperType<${name}>\` for it (\`import { type WrapperType } from '@/platform'\`), or ` +
    'undo the circle: docs/authors/circular-imports.md.'
  );
}

function readSource(path: string): string {
  try {
    return readTextFile(path);
  } catch {
    // It went away since; then there is nothing to point at.
    return '';
  }
}

/** Where a project and its components are. */
export interface ProjectPlace {
  /** Absolute. */
  readonly projectDir: string;
  /** Relative to the project. */
  readonly componentsDir: string;
}

/** A failure of the application, with the place in the author's own files where there is one. */
export function explainFailure(
  { message, stack }: AppFailure,
  { projectDir, componentsDir }: ProjectPlace,
  code: 'DEV.START_FAILED' | 'DEV.UNCAUGHT' = 'DEV.START_FAILED',
): { reason: string; diagnostics: readonly Diagnostic[] } {
  const places = (stack ?? '').split('\n').flatMap((line) => placeIn(line, projectDir) ?? []);
  const location =
    places.find(({ file }) => file.startsWith(`${componentsDir}/`)) ??
    places.find(({ file }) => file.startsWith('src/'));
  const component = location?.file.startsWith(`${componentsDir}/`)
    ? location.file.slice(componentsDir.length + 1).split('/')[0]
    : undefined;
  const hint = hintFor(message, location?.file, projectDir);
  const diagnostic: Diagnostic = {
    code,
    severity: 'error',
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(component === undefined ? {} : { component }),
    ...(location === undefined ? {} : { location }),
  };
  const at = location === undefined ? '' : `${location.file}:${location.line}:${location.column}\n`;
  return { reason: `${at}${stack ?? message}`, diagnostics: [diagnostic] };
}
