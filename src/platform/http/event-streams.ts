import { Inject, Injectable, type MessageEvent, type OnModuleDestroy } from '@nestjs/common';
import { Observable } from 'rxjs';
import { Readiness } from '../server/readiness.ts';

/** Server-Sent Events, in pieces that are read one after the other; each message has the id to go on behind. */
export type StreamedMessages = AsyncIterable<readonly MessageEvent[]>;

const heartbeatMs = 15_000;
/** After it the sender has to show its credentials again: rights may have ended. */
const longestMs = 10 * 60_000;
/** How many messages one answer carries: what a slow client has not taken is kept in memory. */
const mostMessages = 10_000;

/**
 * Answers with Server-Sent Events that end in time: when the client goes, when the application stops or is exchanged, and
 * after ten minutes. A client comes back by itself and says behind which message (`Last-Event-ID`).
 *
 * @example
 * @Sse('changes')
 * follow(@Headers('last-event-id') last?: string) {
 *   return this.streams.open((signal) => this.changes.behind(last, signal));
 * }
 */
@Injectable()
export class EventStreams implements OnModuleDestroy {
  readonly #readiness: Readiness;
  readonly #closing = new AbortController();

  constructor(@Inject(Readiness) readiness: Readiness) {
    this.#readiness = readiness;
  }

  /** Nest closes its server after this, and waits for the answers under way. */
  onModuleDestroy(): void {
    this.#closing.abort();
  }

  /** @param messages called once the answer begins; ends when its signal aborts */
  open(messages: (signal: AbortSignal) => StreamedMessages): Observable<MessageEvent> {
    return new Observable((subscriber) => {
      const end = new AbortController();
      const signal = AbortSignal.any([end.signal, this.#readiness.stopped, this.#closing.signal]);
      const heartbeat = setInterval(() => {
        subscriber.next({ comment: 'still here' });
      }, heartbeatMs);
      const timeout = setTimeout(() => {
        end.abort();
      }, longestMs);
      for (const timer of [heartbeat, timeout]) timer.unref();
      // Headers go out at once, and browsers come back sooner than they would.
      subscriber.next({ comment: 'open', retry: 1_000 });
      const send = async (): Promise<void> => {
        let count = 0;
        for await (const piece of messages(signal)) {
          for (const message of piece) subscriber.next(message);
          count += piece.length;
          if (count >= mostMessages || signal.aborted) break;
        }
      };
      send()
        .then(
          () => {
            subscriber.complete();
          },
          (error: unknown) => {
            subscriber.error(error);
          },
        )
        .finally(() => {
          clearInterval(heartbeat);
          clearTimeout(timeout);
        });
      return () => {
        end.abort();
      };
    });
  }
}
