const plain = new Set(['string', 'number', 'boolean', 'bigint']);

/** Whether an entry of a condition is a column and the one value it has to have. @param relations fields that are none */
export function isColumn(
  [field, value]: readonly [field: string, value: unknown],
  relations: ReadonlyMap<string, string> | undefined,
): boolean {
  return plain.has(typeof value) && relations?.has(field) !== true;
}
