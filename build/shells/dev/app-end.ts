import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type AppFailure, AppMessage } from '../../../contract/dev-messages.ts';

/** Why a process ended, or could not be started; never rejects. */
export function whyEnded(child: ChildProcess): Promise<string> {
  return once(child, 'exit').then(
    ([code, signal]: unknown[]) => describeExit(code, signal),
    (error: unknown) => `The application cannot be started: ${String(error)}.`,
  );
}

/** How the start of a process beside another one ends: with a reason why not, or without one. */
export async function whyNotStarted(child: ChildProcess): Promise<AppFailure | undefined> {
  return new Promise((resolve) => {
    child.on('message', (raw) => {
      const { data: message } = AppMessage.safeParse(raw);
      if (message?.kind === 'opened') resolve(undefined);
      if (message?.kind === 'failed') resolve(message.failure);
    });
    void whyEnded(child).then((message) => {
      resolve({ message });
    });
  });
}

function describeExit(code: unknown, signal: unknown): string {
  if (signal === 'SIGKILL')
    return 'The application was killed (SIGKILL): by hand, or by the system when memory ran out.';
  // V8 aborts when its heap is full, after it has said so on standard error.
  if (signal === 'SIGABRT')
    return 'The application was aborted (SIGABRT): as a rule because its memory was full.';
  if (typeof signal === 'string') return `The application was ended by ${signal}.`;
  return `The application ended itself with exit code ${String(code)}: a call of process.exit, or its event loop ran empty.`;
}
