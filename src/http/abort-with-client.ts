import { type IncomingMessage, type ServerResponse } from 'node:http';
import { withRequestSignal } from './request-signal.ts';

const readOnly: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD']);

/** Lets what only reads for a request end when its client hangs up (`requestSignal`). */
export function abortWithClient(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  if (!readOnly.has(request.method)) {
    next();
    return;
  }
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  withRequestSignal(controller.signal, next);
}
