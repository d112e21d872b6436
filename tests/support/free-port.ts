import { randomInt } from 'node:crypto';
import { tryPort } from '../../build/config/port/try-port.ts';

/**
 * A port for a server that is started a while later. One the system hands out could be the near end of somebody's
 * connection by then; these are below the range it takes those from.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const found = await tryPort(randomInt(20_000, 32_000));
    if ('port' in found) return found.port;
  }
}
