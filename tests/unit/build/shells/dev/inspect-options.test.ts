import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { tryPort } from '../../../../../build/config/port/try-port.ts';
import { inspectOptions } from '../../../../../build/shells/dev/inspect-options.ts';

async function freePort(): Promise<number> {
  const answer = await tryPort(0);
  return 'port' in answer ? answer.port : 0;
}

describe('inspectOptions', () => {
  it('opens the debugger on this machine only, unless a host is named', async () => {
    const port = await freePort();
    expect(await inspectOptions(String(port))).toEqual({ execArgv: [`--inspect=127.0.0.1:${port}`] });
    expect(await inspectOptions(`0.0.0.0:${port}`)).toEqual({ execArgv: [`--inspect=0.0.0.0:${port}`] });
  });

  it.each(['yes', '99999', 'localhost', ''])('refuses "%s"', async (wanted) => {
    expect(await inspectOptions(wanted)).toEqual({
      refusal: `--inspect takes a port or host:port, for example --inspect 9230, not "${wanted}".`,
    });
  });

  it('refuses a port in use and names the next', async () => {
    const stranger = createServer().listen(await freePort(), '127.0.0.1');
    await once(stranger, 'listening');
    const address = stranger.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const refusal = `The debugger cannot use port ${port} (EADDRINUSE): try --inspect ${port + 1}.`;
    expect(await inspectOptions(String(port))).toEqual({ refusal });
    stranger.close();
  });
});
