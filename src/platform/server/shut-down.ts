import { type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type INestApplication } from '@nestjs/common';
import { type Logger } from 'pino';
import { type Environment } from '../environment/environment.ts';
import { Readiness } from './readiness.ts';

/**
 * Ends the application in order: it says it is not ready, stops accepting, finishes the requests it has
 * (for at most `shutdownTimeout` seconds), then lets components and the database go.
 *
 * @returns whether every request was finished.
 */
export async function shutDown(
  app: INestApplication<Server>,
  { shutdownDelay, shutdownTimeout }: Pick<Environment, 'shutdownDelay' | 'shutdownTimeout'>,
  logger: Logger,
): Promise<boolean> {
  const server = app.getHttpServer();
  app.get(Readiness).stop();
  if (shutdownDelay > 0) await delay(shutdownDelay * 1000);
  const finished = await closeServer(server, shutdownTimeout);
  if (!finished)
    logger.warn(`Requests were cut off: they took longer than SHUTDOWN_TIMEOUT (${shutdownTimeout} s)`);
  await app.close();
  return finished;
}

async function closeServer(server: Server, timeout: number): Promise<boolean> {
  if (!server.listening) return true;
  return new Promise((resolve) => {
    let finished = true;
    const insist = setTimeout(() => {
      finished = false;
      server.closeAllConnections();
    }, timeout * 1000);
    server.close(() => {
      clearTimeout(insist);
      resolve(finished);
    });
    server.closeIdleConnections();
  });
}
