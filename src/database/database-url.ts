import { z } from 'zod';

/** What the driver should connect to, taken apart so that nothing has to print the URL again. */
export interface DatabaseUrl {
  url: string;
  /** PostgreSQL schema of the tables, from `?schema=`; the server's search path decides without one. */
  schema: string | undefined;
  /** Where it points to, for messages: host, port and database, never the password. */
  place: string;
}

/** `DATABASE_URL`, checked. Messages never repeat the value: it holds a password. */
export const DatabaseUrl = z
  .string({ error: 'is missing: set it to postgresql://USER:PASSWORD@HOST:5432/DATABASE' })
  .min(1, 'is empty: set it to postgresql://USER:PASSWORD@HOST:5432/DATABASE')
  .transform((text, context): DatabaseUrl => {
    const parsed = parseUrl(text);
    if (typeof parsed !== 'string') return parsed;
    context.addIssue({ code: 'custom', message: parsed });
    return z.NEVER;
  });

/**
 * With an `@`, `#`, `/` or `?` in it that is not percent-encoded a password ends too early: the rest of it would be taken for
 * host or database, and be printed as such.
 */
function hasUnencodedPart(text: string): boolean {
  const rest = text.slice(text.indexOf('://') + 3);
  const end = rest.search(/[/?#]/);
  return end !== -1 && /[@#]/.test(rest.slice(end));
}

function parseUrl(text: string): DatabaseUrl | string {
  if (!URL.canParse(text) || hasUnencodedPart(text)) {
    return 'is not a URL: expected postgresql://USER:PASSWORD@HOST:5432/DATABASE (is a special character in the password not percent-encoded?)';
  }
  const url = new URL(text);
  if (url.protocol !== 'postgresql:' && url.protocol !== 'postgres:') {
    return `must start with postgresql://, not ${url.protocol}//`;
  }
  const database = url.pathname.slice(1);
  if (database === '') return 'names no database: put its name after the host, as in …:5432/DATABASE';
  // A socket folder stands in ?host=.
  const host = url.searchParams.get('host') ?? url.host;
  if (host === '') return 'names no host';
  const schema = url.searchParams.get('schema') ?? undefined;
  return { url: text, schema, place: `${host}/${database}` };
}
