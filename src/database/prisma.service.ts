import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { PrismaClient } from '../generated/prisma/client.ts';
import { connectWithRetry } from './connect-with-retry.ts';
import { connectionFailure } from './connection-failure.ts';
import { createAdapter } from './create-adapter.ts';
import { DATABASE_OPTIONS, type DatabaseOptions } from './database-options.ts';
import { DatabaseUnreachableError } from './database-unreachable.error.ts';

/**
 * The one database client of the application, with the models of every component.
 *
 * It connects before any component starts and disconnects after the last request was answered.
 */
@Injectable()
export class PrismaService extends PrismaClient implements OnModuleInit, OnApplicationShutdown {
  readonly #logger = new Logger(PrismaService.name);
  readonly #options: DatabaseOptions;

  constructor(@Inject(DATABASE_OPTIONS) options: DatabaseOptions) {
    const logger = new Logger(PrismaService.name);
    super({
      adapter: createAdapter(options, (error) => {
        logger.warn(`An idle database connection broke: ${connectionFailure(error)}`);
      }),
      // Colours and source excerpts belong into no log.
      errorFormat: 'minimal',
    });
    this.#options = options;
  }

  /** Whether the database answers. @throws Prisma's or the driver's error when it does not. */
  async ping(): Promise<void> {
    await this.$queryRaw`SELECT 1`;
  }

  async onModuleInit(): Promise<void> {
    const { connectTimeout, place } = this.#options;
    try {
      await connectWithRetry(
        () => this.ping(),
        connectTimeout,
        (error, pause) => {
          const reason = connectionFailure(error);
          this.#logger.warn(
            `The database at ${place} does not answer (${reason}); next try in ${Math.round(pause)} ms`,
          );
        },
      );
    } catch (error) {
      await this.$disconnect();
      throw new DatabaseUnreachableError(place, connectTimeout, connectionFailure(error), error);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.$disconnect();
  }
}
