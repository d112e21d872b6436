import { ContextKey } from '../context/index.ts';

const key = new ContextKey<AbortSignal>('signal of the request');

/** Runs what answers a request; whatever it calls, at once or later, finds the signal with `requestSignal`. */
export function withRequestSignal<T>(signal: AbortSignal, answer: () => T): T {
  return key.run(signal, answer);
}

/**
 * Aborts when the client of the request under way hangs up before it has its answer. Undefined outside a request and in
 * one that may write: half of what it does must not be left undone because the answer is not wanted any more.
 */
export function requestSignal(): AbortSignal | undefined {
  return key.get();
}
