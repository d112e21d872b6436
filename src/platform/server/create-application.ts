import { type NestApplicationOptions, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Logger } from 'pino';
import { type Environment } from '../environment/environment.ts';
import { PlatformAdapter } from '../fastify/platform-adapter.ts';
import { NestLogger } from '../logging/nest-logger.ts';
import { applicationOptions, setUpApplication } from './set-up-application.ts';

/**
 * Creates the application, connects it to the database and mounts everything; it does not listen yet.
 *
 * @param prepare called before anything is mounted
 * @throws StartupError, DatabaseUnreachableError or whatever a component throws when it is mounted.
 */
export async function createApplication(
  module: Type,
  environment: Environment,
  logger: Logger,
  prepare: (app: NestFastifyApplication) => void = () => undefined,
): Promise<NestFastifyApplication> {
  const options: Pick<NestApplicationOptions, keyof typeof applicationOptions | 'logger' | 'abortOnError'> = {
    ...applicationOptions,
    logger: new NestLogger(logger),
    abortOnError: false,
  };
  const app = await NestFactory.create<NestFastifyApplication>(module, new PlatformAdapter(), options);
  try {
    prepare(app);
    await setUpApplication(app, environment, logger);
  } catch (error) {
    // What was opened until now must not keep the process alive.
    await app.close().catch((closing: unknown) => {
      logger.warn({ closing: String(closing) }, 'Closing after the failed start failed as well');
    });
    throw error;
  }
  return app;
}
