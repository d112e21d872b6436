import { type Diagnostic, type SourceLocation } from './diagnostic.ts';
import { documentationOf } from './documentation-of.ts';

/**
 * The problems as commands of GitHub Actions, which show them at their lines in a pull request: one `error` or
 * `warning` each, and a `notice` at every other place that takes part.
 *
 * @param fileInRepository turns a file of the project into one of the repository
 */
export function formatGithub(
  diagnostics: readonly Diagnostic[],
  fileInRepository: (file: string) => string,
): string {
  return diagnostics.flatMap((diagnostic) => commandsFor(diagnostic, fileInRepository)).join('');
}

function commandsFor(diagnostic: Diagnostic, fileInRepository: (file: string) => string): string[] {
  const { code, severity, message, hint, location, related = [] } = diagnostic;
  const text = [
    message,
    ...related.map((place) => `and ${place.message}: ${place.file}:${place.line}:${place.column}`),
    ...(hint ? [`hint: ${hint}`] : []),
    `more: ${documentationOf(code)}`,
  ].join('\n');
  return [
    command(severity, code, text, location, fileInRepository),
    ...related.map((place) =>
      command('notice', code, `${place.message}: ${message}`, place, fileInRepository),
    ),
  ];
}

function command(
  kind: string,
  title: string,
  text: string,
  location: SourceLocation | undefined,
  fileInRepository: (file: string) => string,
): string {
  const properties: Record<string, string | number> = location
    ? {
        file: fileInRepository(location.file),
        line: location.line,
        endLine: location.line,
        col: location.column,
        endColumn: location.column + (location.length ?? 1),
        title,
      }
    : { title };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${kind} ${list.join(',')}::${escapeData(text)}\n`;
}

/** A line break would end the command, and what follows could be another one. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
