/** How a kept value is made, recognised and let go. */
export interface Kept<T> {
  /** Makes the value when there is none to go on with. */
  readonly create: () => T;
  /**
   * Whether a value of an earlier application can still be used: after an edit its shape may be another.
   * A value that does not match is left to the application that made it.
   */
  readonly matches: (value: unknown) => value is T;
  /** Called when no application uses the value any more, and when the process stops. */
  readonly dispose?: (value: T) => void | Promise<void>;
}

export interface Taken<T> {
  readonly value: T;
  /** False: an earlier application made it. */
  readonly isNew: boolean;
  /** To be called once. */
  readonly giveBack: () => Promise<void>;
}

interface Entry {
  readonly name: string;
  readonly value: unknown;
  readonly dispose: () => void | Promise<void>;
  users: number;
}

/** Values that outlive the application that made them, each for as long as one application uses it. */
export class KeptValues {
  /** Newest first: a refused application must not hide what the serving one uses. */
  #entries: Entry[] = [];
  #shared = false;

  /** From now on applications find each other's values. Without it two of one process have nothing in common. */
  share(): void {
    this.#shared = true;
  }

  take<T>(name: string, { create, matches, dispose }: Kept<T>): Taken<T> {
    for (const entry of this.#shared ? this.#entries : []) {
      const { value } = entry;
      if (entry.name === name && matches(value)) return { value, isNew: false, giveBack: this.#use(entry) };
    }
    const value = create();
    const entry = { name, value, dispose: () => dispose?.(value), users: 0 };
    this.#entries.unshift(entry);
    return { value, isNew: true, giveBack: this.#use(entry) };
  }

  /** Keeps the values of now while no application uses them. @returns what lets them go */
  hold(): () => Promise<void> {
    const held = this.#entries.map((entry) => this.#use(entry));
    return async () => {
      for (const letGo of held) await letGo();
    };
  }

  #use(entry: Entry): () => Promise<void> {
    entry.users += 1;
    return async () => {
      entry.users -= 1;
      if (entry.users > 0) return;
      this.#entries = this.#entries.filter((other) => other !== entry);
      await entry.dispose();
    };
  }
}

/** The values of this process. This module is never exchanged: editing it restarts the application. */
export const keptValues = new KeptValues();
