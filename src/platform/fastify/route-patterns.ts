import { parse, type Token } from 'path-to-regexp';

/** One path as Fastify's router writes it. */
export interface RoutePattern {
  readonly url: string;
  /** The name of the wildcard, which Fastify calls `*`. */
  readonly wildcard?: string;
}

export class RoutePatternError extends Error {
  override readonly name = 'RoutePatternError';

  constructor(path: string) {
    super(
      `The path ${JSON.stringify(path)} goes on after a wildcard, which no router of this platform can match. End it with the wildcard.`,
    );
  }
}

/**
 * The paths that a path of Nest stands for: Fastify knows no optional groups, and names no wildcards.
 *
 * @throws PathError of path-to-regexp when it is none; RoutePatternError
 * @example
 * routePatterns('/docs{/*path}') // [{ url: '/docs' }, { url: '/docs/*', wildcard: 'path' }]
 */
export function routePatterns(path: string): RoutePattern[] {
  // As Fastify writes it; Nest's middleware knows it, too.
  if (path === '*' || path.endsWith('/*')) return [{ url: path === '*' ? '/*' : path }];
  return expand(parse(path).tokens).map((tokens) => {
    const wildcard = tokens.find((token) => token.type === 'wildcard');
    if (wildcard !== undefined && wildcard !== tokens.at(-1)) throw new RoutePatternError(path);
    const url = tokens.map(textOf).join('') || '/';
    return wildcard === undefined ? { url } : { url, wildcard: wildcard.name };
  });
}

type Plain = Exclude<Token, { type: 'group' }>;

/** Every choice of groups, none of them first. */
function expand(tokens: readonly Token[]): Plain[][] {
  let lists: Plain[][] = [[]];
  for (const token of tokens) {
    const more = token.type === 'group' ? [[], ...expand(token.tokens)] : [[token]];
    lists = lists.flatMap((list) => more.map((own) => [...list, ...own]));
  }
  return lists;
}

function textOf(token: Plain): string {
  switch (token.type) {
    case 'text':
      return token.value.replaceAll(':', '::');
    case 'param':
      return `:${token.name}`;
    case 'wildcard':
      return '*';
  }
}
