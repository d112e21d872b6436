/** `@acme/tessera-crm`, `@acme/crm` and `tessera-crm` are `crm`, unless they say otherwise. */
export function defaultName(packageName: string): string {
  return packageName.replace(/^@[^/]*\//, '').replace(/^tessera-/, '');
}
