/** A log whose positions become visible in their order: behind the last one that was read nothing is missing. */
export interface FollowedLog<Entry> {
  /** The next entries behind a position, in order; none when there are none yet. */
  readonly read: (after: bigint) => Promise<readonly Entry[]>;
  readonly positionOf: (entry: Entry) => bigint;
  /** Calls back when there may be new entries. @returns ends that */
  readonly listen: (wake: () => void) => () => void;
  /** How long a wake-up may be missing. @default 2000 */
  readonly pollMs?: number;
}

/**
 * What a log has behind a position, and then whatever comes, until the signal aborts. It reads when it is woken, and from
 * time to time without that: a lost wake-up delays entries, and loses none.
 *
 * @yields what was read, in pieces
 */
export async function* followLog<Entry>(
  { read, positionOf, listen, pollMs = 2_000 }: FollowedLog<Entry>,
  after: bigint,
  signal: AbortSignal,
): AsyncGenerator<readonly Entry[], void> {
  let position = after;
  let isWoken = false;
  let resume: (() => void) | undefined;
  const wake = (): void => {
    isWoken = true;
    resume?.();
  };
  const stopListening = listen(wake);
  signal.addEventListener('abort', wake);
  try {
    while (!signal.aborted) {
      // Before the read: what is notified during it is not forgotten.
      isWoken = false;
      const entries = await read(position);
      const last = entries.at(-1);
      if (last !== undefined) {
        position = positionOf(last);
        yield entries;
        continue;
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs);
        timer.unref();
        resume = () => {
          clearTimeout(timer);
          resolve();
        };
        if (isWoken || signal.aborted) resume();
      });
      resume = undefined;
    }
  } finally {
    signal.removeEventListener('abort', wake);
    stopListening();
  }
}
