import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { chooseDevPort } from '../../../build/config/port/choose-dev-port.ts';
import { findPortOwner } from '../../../build/config/port/port-owner.ts';

describe('chooseDevPort', () => {
  it('finds a free port when it is asked for any', async () => {
    expect(await chooseDevPort('/nowhere', '0')).toEqual({ port: expect.any(Number) });
  });

  it.each(['http', '70000', '-1', '3.5'])('refuses %j', async (wanted) => {
    expect(await chooseDevPort('/nowhere', wanted)).toEqual({
      refusal: `PORT is "${wanted}": it must be a number from 0 to 65535.`,
    });
  });

  it('names the process that has the port', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    try {
      expect(findPortOwner(port)).toMatchObject({ pid: process.pid, cwd: process.cwd() });
      expect(await chooseDevPort('/nowhere', String(port))).toEqual({
        refusal: expect.stringMatching(
          new RegExp(
            `^Port ${port} is in use by process ${process.pid} .*choose another port with PORT=${port + 1}`,
          ),
        ),
      });
    } finally {
      server.close();
    }
  });
});
