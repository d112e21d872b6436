import {
  Agent,
  createServer,
  get,
  request,
  type ClientRequest,
  type IncomingMessage,
  type RequestListener,
} from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { tryPort } from '../../../../build/config/port/try-port.ts';
import { type HotApplication } from '../../../../src/dev-runtime/hot-application.ts';
import { HotServer } from '../../../../src/dev-runtime/hot-server.ts';

const longMs = 60_000;

function responseTo(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => sent.once('response', resolve).once('error', reject));
}

describe('HotServer', () => {
  let server: HotServer;
  let port: number;
  let agent: Agent;
  let closed: string[];
  let stopped: boolean;
  beforeEach(async () => {
    [closed, stopped] = [[], false];
    server = new HotServer((_, response) => response.writeHead(503).end('none'));
    const free = await tryPort(0);
    port = 'port' in free ? free.port : 0;
    agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await server.listen(port, '127.0.0.1');
  });
  afterEach(async () => {
    agent.destroy();
    if (!stopped) await server.stop(0);
  });

  /** An application whose closing is recorded under its name. */
  function app(
    name: string,
    listener: RequestListener = (_, response) => response.end(name),
  ): HotApplication {
    return {
      server: createServer(listener),
      takenOver: [],
      stopping: () => closed.push(`${name} stopping`),
      lacking: () => Promise.resolve(new Map()),
      close: () => {
        closed.push(name);
        return Promise.resolve();
      },
    };
  }
  async function ask(): Promise<IncomingMessage> {
    return responseTo(get({ port, host: '127.0.0.1', agent }));
  }
  const answer = async (): Promise<string> => text(await ask());
  const untilClosed = async (name: string): Promise<void> => {
    while (!closed.includes(name)) await new Promise((resolve) => setImmediate(resolve));
  };

  it('answers from the application of the moment, on one kept-alive connection', async () => {
    expect(await answer()).toBe('none');
    server.swap(app('one'), longMs);
    expect(await answer()).toBe('one');
    server.swap(app('two'), longMs);
    await untilClosed('one');
    expect(await answer()).toBe('two');
    expect(Object.keys(agent.freeSockets)).toHaveLength(1);
  });

  it('gives the first answers of an application before it closes the one before', async () => {
    server.swap(app('one'), longMs);
    jest.useFakeTimers({ now: Date.now(), doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    try {
      server.swap(app('two'), longMs);
      expect(await answer()).toBe('two');
      expect(closed).toEqual([]);
      jest.advanceTimersByTime(50);
    } finally {
      jest.useRealTimers();
    }
    await untilClosed('one');
  });

  it('lets a streaming answer end on the application it began on, and closes that one afterwards', async () => {
    let finish = (): void => undefined;
    server.swap(
      app('one', (_, response) => {
        response.write('begin ');
        finish = () => response.end('end');
      }),
      longMs,
    );
    const streaming = await ask();
    server.swap(app('two'), longMs);
    expect(await text(await responseTo(get({ port, host: '127.0.0.1' })))).toBe('two');
    expect(closed).toEqual([]);
    finish();
    expect(await text(streaming)).toBe('begin end');
    await untilClosed('one');
  });

  it('tells an application that has been exchanged to end its streams', async () => {
    let end = (): void => undefined;
    const streaming = app('one', (_, response) => {
      response.write('begin ');
      end = () => response.end('end');
    });
    const stopping = (): void => {
      end();
    };
    server.swap({ ...streaming, stopping }, longMs);
    const stream = await ask();
    server.swap(app('two'), longMs);

    expect(await text(stream)).toBe('begin end');
    await untilClosed('one');
  });

  it('cuts off what does not end', async () => {
    server.swap(
      app('one', (_, response) => response.write('for ever')),
      longMs,
    );
    const endless = await ask();
    server.swap(app('two'), 0);
    await expect(text(endless)).rejects.toThrow('aborted');
    await untilClosed('one');
  });

  it('hands over upgrades only while the application wants them', async () => {
    const upgrading = app('one');
    upgrading.server.on('upgrade', (_, socket) =>
      socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'),
    );
    server.swap(upgrading, longMs);
    const headers = { connection: 'Upgrade', upgrade: 'x' };
    const first = request({ port, host: '127.0.0.1', headers }).end();
    const switched = await new Promise<IncomingMessage>((resolve) => first.once('upgrade', resolve));
    expect(switched.statusCode).toBe(101);
    switched.socket.destroy();
    server.swap(app('two'), longMs);
    const second = request({ port, host: '127.0.0.1', headers }).end();
    expect(await text(await responseTo(second))).toBe('two');
  });

  it('finishes what it has before it stops', async () => {
    let finish: (() => void) | undefined;
    server.swap(
      app('one', (_, response) => {
        finish = () => response.end('end');
      }),
      longMs,
    );
    const sent = responseTo(get({ port, host: '127.0.0.1', agent }));
    while (finish === undefined) await new Promise((resolve) => setImmediate(resolve));
    const stopping = server.stop(longMs);
    stopped = true;
    finish();
    const last = await sent;
    expect(last.headers.connection).toBe('close');
    expect(await text(last)).toBe('end');
    await stopping;
    expect(closed).toEqual(['one stopping', 'one']);
    expect(await tryPort(port)).toEqual({ port });
  });
});
