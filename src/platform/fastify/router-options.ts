/**
 * What clients see of the URL as on Express: letter case and a slash at the end do not matter, two slashes are not one. A
 * parameter may be as long as the headers that the server of node:http takes.
 */
export const routerOptions = {
  caseSensitive: false,
  ignoreTrailingSlash: true,
  maxParamLength: 16 * 1024,
} as const;
