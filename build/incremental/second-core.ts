import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort, receiveMessageOnPort, type Worker } from 'node:worker_threads';
import { startThread } from './start-thread.ts';

/** Work that two cores can share item by item. */
export interface Task<Item, Answer> {
  /** A module in plain JavaScript that exports the same `work`. */
  readonly module: URL;
  readonly work: (item: Item) => Answer;
  /** How many answers of the other core are worth a message. */
  readonly answersOfMessage: number;
}

/** The other core of this machine, for one run of the pipeline. Its thread starts with the first task. */
export interface SecondCore {
  /** Loads what a task needs as soon as the thread has nothing else to do. */
  prepare(task: Pick<Task<never, unknown>, 'module'>): void;
  /**
   * From now on the other core works through the items, the last one first. This one never waits for it: it works out itself
   * what is not answered when it is needed. So a failure of the other core costs time only.
   *
   * @returns the answer for the item at a place; to be asked from the first one on
   */
  share<Item, Answer>(task: Task<Item, Answer>, items: readonly Item[]): (at: number) => Answer;
  close(): void;
}

/** One that never starts a thread: every answer is worked out when it is asked for. */
export const noSecondCore: SecondCore = {
  prepare: () => undefined,
  share:
    <Item, Answer>({ work }: Task<Item, Answer>, items: readonly Item[]) =>
    (at: number) =>
      work(itemAt(items, at)),
  close: () => undefined,
};

export function createSecondCore(): SecondCore {
  if (availableParallelism() < 2) return noSecondCore;
  let thread: Worker | undefined;
  const start = (): Worker => {
    if (!thread) {
      thread = startThread(new URL('./second-core-worker.js', import.meta.url));
      thread.on('error', () => undefined);
    }
    return thread;
  };
  return {
    prepare({ module }) {
      start().postMessage({ module: module.href });
    },
    share({ module, work, answersOfMessage }, items) {
      const taken = new Int32Array(new SharedArrayBuffer(items.length * Int32Array.BYTES_PER_ELEMENT));
      const { port1, port2 } = new MessageChannel();
      port1.unref();
      start().postMessage({ module: module.href, items, taken, answers: port2, answersOfMessage }, [port2]);
      return answersOf(work, items, taken, port1);
    },
    close() {
      void thread?.terminate();
      thread = undefined;
    },
  };
}

interface Answers<Answer> {
  readonly message: readonly (readonly [at: number, answer: Answer])[];
}

function answersOf<Item, Answer>(
  work: (item: Item) => Answer,
  items: readonly Item[],
  taken: Int32Array,
  port: MessagePort,
): (at: number) => Answer {
  const found = new Map<number, { readonly answer: Answer }>();
  const receive = (): void => {
    for (
      let next: Answers<Answer> | undefined = receiveMessageOnPort(port);
      next;
      next = receiveMessageOnPort(port)
    ) {
      for (const [at, answer] of next.message) found.set(at, { answer });
    }
  };
  return (at) => {
    if (Atomics.exchange(taken, at, 1) === 0) return work(itemAt(items, at));
    if (!found.has(at)) receive();
    const known = found.get(at);
    return known ? known.answer : work(itemAt(items, at));
  };
}

function itemAt<Item>(items: readonly Item[], at: number): Item {
  const [item] = items.slice(at, at + 1);
  if (item === undefined) throw new RangeError(`There is no item ${at}.`);
  return item;
}
