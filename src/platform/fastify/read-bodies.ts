import { type IncomingMessage, ServerResponse } from 'node:http';
import bodyParser from 'body-parser';
import { type FastifyInstance } from 'fastify';

/** Reads the body if it is of its type, into `body` of the request. */
type Read = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

/**
 * Lets Fastify read bodies as Express does, by the same library: JSON and forms, in every encoding of content and text that it
 * knows, up to a size. Other bodies stay unread; what a route does not declare, `BodyGuard` refuses.
 *
 * @param limit such as `1mb`
 */
export function readBodies(instance: FastifyInstance, limit: string): void {
  const json: Read = bodyParser.json({ limit, type: ['application/json', 'application/*+json'] });
  const form: Read = bodyParser.urlencoded({ limit, extended: true });
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser('*', ({ raw }, _payload, done) => {
    // Neither answers by itself.
    const response = new ServerResponse(raw);
    json(raw, response, (error?: unknown) => {
      if (error !== undefined) done(asError(error));
      else
        form(raw, response, (other?: unknown) => {
          if (other === undefined) done(null, 'body' in raw ? raw.body : undefined);
          else done(asError(other));
        });
    });
  });
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
