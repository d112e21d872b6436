import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { connectionFailure, DATABASE_OPTIONS, type DatabaseOptions } from '@/database';
import { type Sql } from './queue.port.ts';

/**
 * Connections of the queue's own: what keeps jobs alive must not wait for those that requests have. None is opened before
 * it is needed.
 */
@Injectable()
export class JobsDatabase implements Sql, OnApplicationShutdown {
  readonly #logger = new Logger('jobs');
  readonly #pool: pg.Pool;

  constructor(@Inject(DATABASE_OPTIONS) { url, schema }: DatabaseOptions) {
    this.#pool = new pg.Pool({
      connectionString: url,
      application_name: 'tessera jobs',
      max: 4,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      // What hangs must not hold up the lease of all jobs.
      query_timeout: 30_000,
      ...(schema !== undefined && { options: `-c search_path="${schema}"` }),
    });
    // The server may end a connection in the moment it is handed over, when nothing else listens: that must not end the process.
    this.#pool.on('connect', (client) => {
      client.on('error', () => undefined);
    });
    this.#pool.on('error', (error) => {
      this.#logger.warn(`An idle database connection broke: ${connectionFailure(error)}`);
    });
  }

  async executeSql(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }> {
    return await this.#pool.query<Record<string, unknown>>(text, values && [...values]);
  }

  /** Runs statements in one transaction. @param begin how it begins */
  async transaction<T>(work: (sql: Sql) => Promise<T>, begin = 'BEGIN'): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(begin);
      const result = await work({
        executeSql: async (text, values) =>
          await client.query<Record<string, unknown>>(text, values && [...values]),
      });
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((second: unknown) => {
        broken = second instanceof Error ? second : new Error(String(second));
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** A connection that stays the caller's until it is released. */
  async connect(): Promise<pg.PoolClient> {
    return await this.#pool.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#pool.end();
  }
}
