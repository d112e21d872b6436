import { ContextKey } from '../context/index.ts';

const key = new ContextKey<() => AbortSignal>('signal of the request');

/** Of the request under way, from now on: `requestSignal` finds it. @param signal called when it is wanted @throws NoContextError */
export function setRequestSignal(signal: () => AbortSignal): void {
  key.set(signal);
}

/**
 * Aborts when the client of the request under way hangs up before it has its answer. Undefined outside a request and in
 * one that may write: half of what it does must not be left undone because the answer is not wanted any more.
 */
export function requestSignal(): AbortSignal | undefined {
  return key.get()?.();
}
