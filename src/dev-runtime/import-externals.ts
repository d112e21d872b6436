/** A package that cannot be loaded. */
export class PackageImportError extends Error {
  override readonly name = 'PackageImportError';

  constructor(specifier: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`"${specifier}" cannot be imported: ${reason}`, { cause });
  }
}

/**
 * Imports what a hot update needs from outside the bundle. What cannot be had throws when it is asked for: then the
 * module that imports it fails, in its author's line, and not the exchange of all the others.
 */
export async function importExternals(specifiers: readonly string[]): Promise<readonly unknown[]> {
  const results = await Promise.allSettled(
    specifiers.map((specifier): Promise<unknown> => import(/* webpackIgnore: true */ specifier)),
  );
  const namespaces: unknown[] = [];
  for (const [index, result] of results.entries()) {
    const get = (): unknown => {
      if (result.status === 'fulfilled') return result.value;
      throw new PackageImportError(specifiers[index] ?? '', result.reason);
    };
    Object.defineProperty(namespaces, index, { get, enumerable: true });
  }
  return namespaces;
}
