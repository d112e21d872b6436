import { type RootClient } from '../root-client.ts';
import { afterCommit } from '../transactions/open-transaction.ts';
import { type NotificationListener } from './notification-listener.ts';

/**
 * Wakes those who wait for rows, in every process of the application. A wake-up is no message: it may be lost with a process
 * or a connection, or come twice. What is new stands in a table, and its readers look there from time to time anyway.
 */
export class Notifications {
  readonly #root: RootClient;
  readonly #listener: NotificationListener | undefined;
  /** Those of this process need no way round by the database. */
  readonly #own = new Map<string, Set<() => void>>();
  /** Channels that are being notified; true when they have to be again. */
  readonly #sending = new Map<string, boolean>();

  /** @param listener hears other processes. @default none does: what they notify is found by looking */
  constructor(root: RootClient, listener?: NotificationListener) {
    this.#root = root;
    this.#listener = listener;
  }

  /**
   * Calls `listener` when something was notified, and when that may have been missed.
   *
   * @param channel begin it with the component's name
   * @returns ends it
   */
  listen(channel: string, listener: () => void): () => void {
    const own = this.#own.get(channel) ?? new Set();
    this.#own.set(channel, own.add(listener));
    const stop = this.#listener?.listen(channel, listener);
    return () => {
      own.delete(listener);
      stop?.();
    };
  }

  /**
   * Wakes the listeners once the open transaction has committed, in a statement of its own: inside the transaction
   * NOTIFY would make all commits of the database wait for each other.
   */
  async notify(channel: string): Promise<void> {
    await afterCommit(() => {
      this.#request(channel);
    });
  }

  #request(channel: string): void {
    for (const listener of this.#own.get(channel) ?? []) listener();
    const isSending = this.#sending.has(channel);
    this.#sending.set(channel, isSending);
    if (!isSending) void this.#send(channel);
  }

  async #send(channel: string): Promise<void> {
    do {
      this.#sending.set(channel, false);
      // Not sent is not lost: readers look by themselves.
      await this.#root.$executeRaw`SELECT pg_notify(${channel}, '')`.catch(() => undefined);
    } while (this.#sending.get(channel) === true);
    this.#sending.delete(channel);
  }
}
