import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Kept, keptValues } from './kept-values.ts';

/**
 * State that survives a hot swap. While `npm run dev` runs, every save makes a new application; what a provider
 * takes from here is the same object in the new one. In production there is one application, and a kept value is
 * made once and disposed of at the end, like anything else.
 *
 * @example
 * {
 *   provide: SESSIONS,
 *   inject: [HotState],
 *   useFactory: (hot: HotState) =>
 *     hot.keep('chat/sessions', {
 *       create: () => new Map<string, Session>(),
 *       matches: (value): value is Map<string, Session> => value instanceof Map,
 *     }),
 * }
 */
@Injectable()
export class HotState implements OnApplicationShutdown {
  readonly #taken = new Map<string, () => Promise<void>>();
  readonly #takenOver: string[] = [];

  /** Names of the values an earlier application made, sorted. */
  get takenOver(): readonly string[] {
    return this.#takenOver.toSorted();
  }

  /**
   * The value of an earlier application if it still matches, otherwise a new one.
   *
   * @param name unique in the process; begin it with the component's name.
   * @throws Error when this application has taken the name already.
   */
  keep<T>(name: string, kept: Kept<T>): T {
    if (this.#taken.has(name)) {
      throw new Error(`"${name}" is kept twice in one application: give each kept value a name of its own.`);
    }
    const { value, isNew, giveBack } = keptValues.take(name, kept);
    if (!isNew) this.#takenOver.push(name);
    this.#taken.set(name, giveBack);
    return value;
  }

  /** Gives everything back, what was taken last first. */
  async onApplicationShutdown(): Promise<void> {
    const taken = [...this.#taken.values()].reverse();
    this.#taken.clear();
    for (const giveBack of taken) await giveBack();
  }
}
