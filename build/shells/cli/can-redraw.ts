/**
 * Whether a stream is a terminal that can be drawn on. One that says it has no columns (a pseudo-terminal without
 * a size) gets lines like a pipe: spinners count how many rows their text takes there, and never come to an end.
 */
export function canRedraw(stream: { readonly isTTY?: boolean; readonly columns?: number }): boolean {
  return stream.isTTY === true && stream.columns !== 0;
}
