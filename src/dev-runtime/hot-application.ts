import { type Server } from 'node:http';

/** One application context as the shell around it sees it: made for every swap, closed after its last request. */
export interface HotApplication {
  /** Never listens itself: the shell hands it the events of the one that does. */
  readonly server: Server;
  /** Names of the kept values it took over from the one before. */
  readonly takenOver: readonly string[];
  /** From now on /health/ready says no. */
  readonly stopping: () => void;
  /** What the database lacks of what the components expect; one sentence each, by component. */
  readonly lacking: () => Promise<ReadonlyMap<string, readonly string[]>>;
  /** Lets components and database go. */
  readonly close: () => Promise<void>;
}

/** What the exchanged part of the program must export. */
export interface HotApplicationModule {
  /**
   * Evaluates the modules of the application. What it returns opens one.
   * @throws whatever keeps the application from starting; nothing of it is left then.
   */
  readonly loadApplication: () => Promise<() => Promise<HotApplication>>;
}
