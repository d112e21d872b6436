import { Logger, type OnModuleInit } from '@nestjs/common';
import { PrismaClient } from '../generated/prisma/client.ts';
import { type ConnectionPool } from './connection-pool.ts';
import { connectWithRetry } from './connect-with-retry.ts';
import { connectionFailure } from './connection-failure.ts';
import { createAdapter } from './create-adapter.ts';
import { type DatabaseOptions } from './database-options.ts';
import { DatabaseUnreachableError } from './database-unreachable.error.ts';
import { withNewestSchema } from '../dev-runtime/index.ts';

/**
 * The one database client of the application, with the models of every component: for the kernel and for tests. A
 * component gets a view of it, `PrismaService`.
 *
 * It connects before any component starts. `PrismaModule` makes it and, after the last request was answered,
 * disconnects it.
 */
export class RootClient extends PrismaClient implements OnModuleInit {
  readonly #logger = new Logger('PrismaService');
  readonly #options: DatabaseOptions;
  readonly #pool: ConnectionPool;

  constructor(options: DatabaseOptions, pool: ConnectionPool) {
    const logger = new Logger('PrismaService');
    super({
      adapter: createAdapter(pool, options, (error) => {
        logger.warn(`An idle database connection broke: ${connectionFailure(error)}`);
      }),
      // Colours and source excerpts belong into no log.
      errorFormat: 'minimal',
      ...withNewestSchema(),
    });
    this.#options = options;
    this.#pool = pool;
  }

  /** Whether SQL is logged, with the component that asks. */
  logsSql(): boolean {
    return this.#pool.logs;
  }

  /** How this process uses its connections; `waiting` counts the queries for which none is free. */
  poolUse(): { max: number; open: number; idle: number; waiting: number } {
    const { totalCount: open, idleCount: idle, waitingCount: waiting } = this.#pool;
    return { max: this.#options.poolMax, open, idle, waiting };
  }

  /** Whether the database answers. @throws Prisma's or the driver's error when it does not. */
  async ping(): Promise<void> {
    await this.$queryRaw`SELECT 1`;
  }

  async onModuleInit(): Promise<void> {
    // The pool is kept over hot swaps: a database that is away now fails its queries and no start.
    if (this.#pool.hasConnected) return;
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
}
