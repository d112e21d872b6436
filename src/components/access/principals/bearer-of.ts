import { type IncomingMessage } from 'node:http';

/** The token of `Authorization: Bearer …`; undefined without one. */
export function bearerOf({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
  return /^Bearer +([^\s,]+)$/i.exec(headers.authorization?.trim() ?? '')?.[1];
}
