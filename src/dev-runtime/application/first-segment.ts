/** What stands between the first two slashes of a path that has nothing but letters, digits and -._~ there. */
const literalFirst = /^\/(?<first>[\w.~-]+)(?:\/|$)/;

/**
 * The first segment of a path, in lower case: routes do not tell cases apart.
 * @returns undefined when it is empty, escaped or a pattern
 */
export function firstSegment(path: string): string | undefined {
  return literalFirst.exec(path)?.groups?.['first']?.toLowerCase();
}
