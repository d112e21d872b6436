import { type IncomingHttpHeaders } from 'node:http';

/** Node's headers as those of the web, which libraries for sessions and tokens take. */
export function webHeadersOf(headers: IncomingHttpHeaders): Headers {
  const result = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    // HTTP/2 names such as `:path` are no headers of the web.
    if (value === undefined || name.startsWith(':')) continue;
    for (const one of Array.isArray(value) ? value : [value]) result.append(name, one);
  }
  return result;
}
