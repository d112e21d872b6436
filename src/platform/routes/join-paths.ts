/** Every combination of paths, outermost first, with the slashes where Nest puts them. */
export function joinPaths(...levels: readonly (readonly string[])[]): readonly string[] {
  let joined: readonly string[] = [''];
  for (const paths of levels) {
    joined = joined.flatMap((before) => paths.map((path) => withoutEndSlash(before) + withSlash(path)));
  }
  return joined.map((path) => withoutEndSlash(path) || '/');
}

function withoutEndSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

/** An optional group, `{/:id}`, brings its own. */
function withSlash(path: string): string {
  return path === '' || path.startsWith('/') || path.startsWith('{/') ? path : `/${path}`;
}
