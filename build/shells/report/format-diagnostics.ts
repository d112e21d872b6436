import { readAuthorText } from '../../files/author-text.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { formatDiagnostic } from '../../diagnostics/format-diagnostic.ts';

/** Every problem with its lines, for people. */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  options: { readonly projectDir: string; readonly color: boolean },
): string {
  const readSource = (file: string) => readAuthorText(options.projectDir, file);
  return diagnostics
    .map((diagnostic) => `${formatDiagnostic(diagnostic, { color: options.color, readSource })}\n`)
    .join('');
}
