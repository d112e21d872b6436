/** The first paragraph of what was thrown, on one line. */
export function messageOf(error: unknown): string {
  // Not by class: under Jest, Node's own errors are not instances of the Error a test file sees.
  const isError =
    typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';
  const text = isError ? String(error.message) : String(error);
  return (text.split('\n\n')[0] ?? '').replaceAll('\n', ' ').trim();
}
