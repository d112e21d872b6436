import { type NestExpressApplication } from '@nestjs/platform-express';
import { type RequestHandler } from 'express';
import { Readiness } from './readiness.ts';

/**
 * Express middleware: once the server is stopping, kept-alive connections end with the answer they wait for.
 * Otherwise an idle client would hold the server until its own time-out.
 */
export function drainConnections(app: NestExpressApplication): RequestHandler {
  const readiness = app.get(Readiness);
  const server = app.getHttpServer();
  return (_request, response, next) => {
    if (readiness.stopping) response.setHeader('Connection', 'close');
    response.once('close', () => {
      // The connection counts as idle only after this event.
      if (readiness.stopping && !server.listening)
        setImmediate(() => {
          server.closeIdleConnections();
        });
    });
    next();
  };
}
