import { type IncomingMessage, type ServerResponse } from 'node:http';
import { setRequestSignal } from './request-signal.ts';

const readOnly: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD']);

/** Lets what only reads for a request end when its client hangs up (`requestSignal`). To stand behind `openContext`. */
export function abortWithClient(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  if (readOnly.has(request.method)) {
    let controller: AbortController | undefined;
    let hasHungUp = false;
    response.once('close', () => {
      hasHungUp = !response.writableFinished;
      if (hasHungUp) controller?.abort();
    });
    // Most requests end before their signal is asked for.
    setRequestSignal(() => {
      controller ??= new AbortController();
      if (hasHungUp) controller.abort();
      return controller.signal;
    });
  }
  next();
}
