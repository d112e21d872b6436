import { type Diagnostic } from '../../diagnostics/diagnostic.ts';

export type CheckName = 'compose' | 'database' | 'tests' | 'mount' | 'routes' | 'openapi' | 'unmount';

/** One check: it holds when there is no problem. */
export interface CheckOutcome {
  readonly check: CheckName;
  readonly ok: boolean;
  readonly ms: number;
  /** What was looked at: "12 tests in 3 files". */
  readonly summary: string;
  readonly problems: readonly Diagnostic[];
}

/** Codes of this room; each has its entry in docs/diagnostics.md. */
export const testCodes = {
  database: 'TEST.DATABASE',
  tests: 'TEST.FAILED',
  mount: 'TEST.MOUNT',
  routes: 'TEST.ROUTE',
  openapi: 'TEST.OPENAPI',
  unmount: 'TEST.UNMOUNT',
  setup: 'TEST.SETUP',
} as const;

/** The machine or the installation is in the way, not the component; the message is for the person who called. */
export class TestSetupError extends Error {
  override readonly name = 'TestSetupError';
  readonly hint: string | undefined;

  constructor(message: string, hint?: string, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}
