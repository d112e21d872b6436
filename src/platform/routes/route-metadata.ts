/** What Nest's decorators leave on a class or a method. Nest keeps these names to itself; a test compares. */
export const key = { path: 'path', method: 'method', modulePath: '__module_path__' } as const;

/** One path or several; an empty one where there is none. */
export function pathsOf(target: object, name: string): readonly string[] {
  const found: unknown = Reflect.getMetadata(name, target);
  return (Array.isArray(found) ? found : [found]).map((path) => (typeof path === 'string' ? path : ''));
}
