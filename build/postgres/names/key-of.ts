/** Tables, enum types and indexes of one key are one thing to PostgreSQL; the line break is in no name of a client. */
export function keyOf({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return `${schema}\n${name}`;
}
