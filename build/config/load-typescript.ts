/**
 * Loads a TypeScript module that an author wrote, with what it imports; the file is read anew each time.
 *
 * Node 20 reads none, and Node 22 and 24 only what needs no more than taking the types out.
 */
export async function loadTypeScript(file: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  return createJiti(file, { fsCache: false, moduleCache: false, interopDefault: false }).import(file);
}
