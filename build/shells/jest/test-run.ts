import { type TestServer } from '../../postgres/embedded/start-test-server.ts';

/** What the set-up made and the tear-down removes. */
export interface TestRun {
  readonly server: TestServer;
  readonly template: string;
}

declare global {
  // Jest loads set-up and tear-down as modules of their own; the process is what they share.
  var tesseraTestRun: TestRun | undefined;
}

export function keepForTeardown(run: TestRun): void {
  globalThis.tesseraTestRun = run;
}

export function takeForTeardown(): TestRun | undefined {
  const run = globalThis.tesseraTestRun;
  globalThis.tesseraTestRun = undefined;
  return run;
}
