import { type DevReporter } from '../dev-event.ts';

/** Where the application's own output goes. */
export type AppOutput = 'stdout' | 'stderr' | { readonly write: (chunk: Buffer) => void };

/** One way of telling a person or a program what the dev host does. */
export interface DevOutput {
  readonly report: DevReporter;
  readonly appOutput: AppOutput;
  /** Says why there is nothing to run. */
  readonly refuse: (message: string) => void;
  /** Gives the terminal back; nothing is said after it. */
  readonly close: () => void;
}

/** The streams of the process that runs the dev host. */
export interface DevStreams {
  readonly stdout: NodeJS.WritableStream & { isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream;
}
