/** A key of the status area. */
export interface DevKey {
  readonly key: string;
  readonly what: string;
  readonly action: DevAction;
}

export type DevAction = 'restart' | 'open' | 'migrations' | 'quit';

export const devKeys: readonly DevKey[] = [
  { key: 'r', what: 'restart', action: 'restart' },
  { key: 'o', what: 'open', action: 'open' },
  { key: 'm', what: 'migrations', action: 'migrations' },
  { key: 'q', what: 'quit', action: 'quit' },
];

/** The keyboard of a terminal, as `process.stdin` is one. */
export type Keyboard = NodeJS.ReadableStream & {
  readonly isTTY?: boolean;
  readonly setRawMode?: (raw: boolean) => unknown;
  readonly unref?: () => unknown;
};

const ctrlC = '\u0003';

/**
 * Listens to single keys. Ctrl-C asks to quit as well: a terminal that hands out single keys sends no signal.
 * @returns gives the keyboard back
 */
export function listenToKeys(keyboard: Keyboard, act: (action: DevAction) => void): () => void {
  const onData = (chunk: Buffer | string): void => {
    for (const typed of chunk.toString()) {
      const action =
        typed === ctrlC ? 'quit' : devKeys.find(({ key }) => key === typed.toLowerCase())?.action;
      if (action !== undefined) act(action);
    }
  };
  keyboard.setRawMode?.(true);
  keyboard.on('data', onData);
  keyboard.resume();
  return () => {
    keyboard.off('data', onData);
    keyboard.pause();
    keyboard.setRawMode?.(false);
  };
}
