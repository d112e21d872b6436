import { Logger } from '@nestjs/common';
import pg from 'pg';
import { connectionFailure } from '../connection-failure.ts';
import { type DatabaseOptions } from '../database-options.ts';

const firstPauseMs = 250;
const longestPauseMs = 10_000;

/**
 * One connection that hears what is notified in the database (LISTEN), opened for the first listener. It comes back by
 * itself when it breaks, and wakes all listeners then: they may have missed something. Behind a pooler that gives each
 * transaction another connection it hears nothing; its users look by themselves from time to time.
 */
export class NotificationListener {
  readonly settings: DatabaseOptions;
  readonly #logger = new Logger('Notifications');
  readonly #listeners = new Map<string, Set<() => void>>();
  #client: pg.Client | undefined;
  #pauseMs = firstPauseMs;
  #retry: NodeJS.Timeout | undefined;
  #opening: Promise<void> | undefined;
  #ended = false;

  constructor(settings: DatabaseOptions) {
    this.settings = settings;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** @returns ends it */
  listen(channel: string, listener: () => void): () => void {
    const known = this.#listeners.get(channel);
    const listeners = known ?? new Set();
    listeners.add(listener);
    this.#listeners.set(channel, listeners);
    if (!known) {
      if (this.#client) void this.#say(this.#client, channel);
      else this.#opening ??= this.#open();
    }
    return () => {
      listeners.delete(listener);
    };
  }

  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#retry);
    await this.#opening;
    await this.#client?.end().catch(() => undefined);
  }

  async #open(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.settings.url,
      application_name: 'tessera listen',
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      if (this.#ended) {
        await client.end();
        return;
      }
      client.on('notification', ({ channel }) => {
        this.#wake(this.#listeners.get(channel));
      });
      client.once('end', () => {
        this.#lost(client);
      });
      this.#client = client;
      for (const channel of this.#listeners.keys()) await this.#say(client, channel);
      this.#pauseMs = firstPauseMs;
      for (const listeners of this.#listeners.values()) this.#wake(listeners);
    } catch (error) {
      this.#logger.warn(
        `The database does not tell what is new (${connectionFailure(error)}): looking instead`,
      );
      this.#again();
    }
    this.#opening = undefined;
  }

  async #say(client: pg.Client, channel: string): Promise<void> {
    // A connection that breaks meanwhile is opened again, and says it again.
    await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`).catch(() => undefined);
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#again();
  }

  #again(): void {
    if (this.#ended) return;
    this.#retry = setTimeout(() => {
      this.#opening ??= this.#open();
    }, this.#pauseMs);
    this.#retry.unref();
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
  }

  #wake(listeners: ReadonlySet<() => void> | undefined): void {
    for (const listener of listeners ?? []) listener();
  }
}
