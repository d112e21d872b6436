/** What Nest's decorators leave on a class or a method. Nest keeps these names to itself; a test compares. */
export const key = {
  path: 'path',
  method: 'method',
  modulePath: '__module_path__',
  /** On the class, by method: what `@Query` and the like ask for, as `<kind>:<position>`. */
  routeArguments: '__routeArguments__',
  /** The kind of `@Query` there. */
  queryArgument: '4',
  /** On the method: what `@ApiQuery` and the like document. */
  documentedParameters: 'swagger/apiParameters',
} as const;

/** One path or several; an empty one where there is none. */
export function pathsOf(target: object, name: string): readonly string[] {
  const found: unknown = Reflect.getMetadata(name, target);
  return (Array.isArray(found) ? found : [found]).map((path) => (typeof path === 'string' ? path : ''));
}
