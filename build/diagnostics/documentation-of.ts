/** Where a code is explained; the anchor is the one GitHub and other Markdown viewers make of the heading. */
export function documentationOf(code: string): string {
  return `docs/diagnostics.md#${code.toLowerCase().replaceAll('.', '')}`;
}
