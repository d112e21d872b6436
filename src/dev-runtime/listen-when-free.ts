import { setTimeout as wait } from 'node:timers/promises';
import { types } from 'node:util';
import { type HotServer } from './hot-server.ts';

const pauseMs = 2;
/** Longer than a process takes to let go of its address once it was told to end. */
const limitMs = 5_000;

/**
 * Listens as soon as the process before has let go of the address.
 * @throws the system's error when the address cannot be had, or not in time
 */
export async function listenWhenFree(server: HotServer, port: number, host: string): Promise<void> {
  for (const begin = performance.now(); ;) {
    try {
      await server.listen(port, host);
      return;
    } catch (error) {
      const isTaken = types.isNativeError(error) && Reflect.get(error, 'code') === 'EADDRINUSE';
      if (!isTaken || performance.now() - begin > limitMs) throw error;
      await wait(pauseMs);
    }
  }
}
