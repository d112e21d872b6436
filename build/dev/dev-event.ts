/** Everything the dev host has to say, as data; `--json` prints them as they are, one on a line. */
export type DevEvent =
  | {
      readonly event: 'database';
      /** Without the password. */
      readonly url: string;
      readonly embedded: boolean;
      readonly ms: number;
    }
  /** A database made just now got the committed migrations. */
  | { readonly event: 'migrated'; readonly migrations: readonly string[] }
  /** An existing database lacks migrations; nothing was done about it. */
  | { readonly event: 'pending-migrations'; readonly migrations: readonly string[]; readonly command: string }
  /** The database could not be compared or migrated; the application starts all the same. */
  | { readonly event: 'migrations-failed'; readonly message: string }
  | { readonly event: 'built'; readonly ms: number; readonly warnings: string }
  | {
      readonly event: 'build-failed';
      readonly ms: number;
      readonly errors: string;
      readonly serving: boolean;
    }
  | {
      readonly event: 'ready';
      readonly url: string;
      /** From the start of the application to its first answer. */
      readonly ms: number;
      /** From the start of the command, on the first time. */
      readonly sinceStartMs?: number;
    }
  | { readonly event: 'app-stopped'; readonly reason: string }
  | { readonly event: 'stopped' };

/** Receives what happens, in order. */
export type DevReporter = (event: DevEvent) => void;
