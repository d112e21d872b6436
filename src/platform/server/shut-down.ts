import { type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type INestApplication } from '@nestjs/common';
import { type Logger } from 'pino';
import { Connections } from '../../http/index.ts';
import { type Environment } from '../environment/environment.ts';
import { Readiness } from './readiness.ts';

/**
 * Ends the application in order: it says it is not ready and that its connections end, stops accepting,
 * finishes the requests it has (for at most `shutdownTimeout` seconds), then lets components and the database go.
 *
 * @returns whether every request was finished.
 */
export async function shutDown(
  app: INestApplication<Server>,
  { shutdownDelay, shutdownTimeout }: Pick<Environment, 'shutdownDelay' | 'shutdownTimeout'>,
  logger: Logger,
): Promise<boolean> {
  const connections = app.get(Connections);
  app.get(Readiness).stop();
  connections.announceClose();
  if (shutdownDelay > 0) await delay(shutdownDelay * 1000);
  const finished = await connections.close(app.getHttpServer(), shutdownTimeout * 1000);
  if (!finished)
    logger.warn(`Requests were cut off: they took longer than SHUTDOWN_TIMEOUT (${shutdownTimeout} s)`);
  await app.close();
  return finished;
}
