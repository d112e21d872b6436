import { Injectable, Logger } from '@nestjs/common';
import type pg from 'pg';
import { connectionFailure } from '@/database';
import { JobsDatabase } from '../queue/jobs-database.ts';

/** The channel, which is named like the queue's schema. */
export const channel = 'tessera_jobs';

/** How long to wait before a connection that broke is opened again, in milliseconds. */
const PAUSE = 1_000;

/** Tells of jobs that were made and jobs that were cancelled. What it misses the worker finds by asking now and then. */
@Injectable()
export class Notifications {
  readonly #logger = new Logger('jobs');
  #end: (() => unknown) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(private readonly database: JobsDatabase) {}

  /** @param tell called with the text of each notification; and with none after a connection was opened */
  async listen(tell: (text: string) => void): Promise<void> {
    this.#isStopped = false;
    await this.#open(tell);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#end?.();
    this.#end = undefined;
  }

  async #open(tell: (text: string) => void): Promise<void> {
    const isStopped = (): boolean => this.#isStopped;
    const again = (error?: unknown): void => {
      if (isStopped()) return;
      if (error !== undefined) this.#logger.warn(`Notifications stopped: ${connectionFailure(error)}`);
      this.#timer = setTimeout(() => void this.#open(tell), PAUSE);
    };
    let client: pg.PoolClient;
    try {
      client = await this.database.connect();
    } catch (error) {
      again(error);
      return;
    }
    let isOver = false;
    // Closed, not given back: it would go on listening for its next user.
    const close = (): boolean => {
      if (isOver) return false;
      isOver = true;
      client.release(true);
      return true;
    };
    const end = (error?: Error): void => {
      if (close()) again(error);
    };
    // It was stopped while the connection was opened.
    if (isStopped()) {
      close();
      return;
    }
    this.#end = close;
    client.on('error', end).on('end', () => {
      end();
    });
    client.on('notification', ({ payload }) => {
      tell(payload ?? '');
    });
    try {
      await client.query(`LISTEN "${channel}"`);
    } catch (error) {
      end(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    tell('');
  }
}
