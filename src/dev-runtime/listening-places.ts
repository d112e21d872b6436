import { EventEmitter, errorMonitor } from 'node:events';
import { Server } from 'node:net';
import { types } from 'node:util';

const listening = new Set<Server>();

/**
 * An address that cannot be had is told later and from inside Node, without the line that asked for it. From this call
 * on such an error has that line in its stack, and the servers of this process are known.
 */
export function rememberListeningPlaces(): void {
  const listen: unknown = Reflect.get(Server.prototype, 'listen');
  if (typeof listen !== 'function') return;
  Server.prototype.listen = function (this: Server, ...args: unknown[]): Server {
    const asked = new Error('asked for an address');
    EventEmitter.prototype.once.call(this, errorMonitor, (error: Error) => {
      const [, , ...places] = asked.stack?.split('\n') ?? [];
      error.stack = [error.stack ?? error.message, ...places].join('\n');
    });
    this.once('listening', () => listening.add(this));
    this.once('close', () => listening.delete(this));
    Reflect.apply(listen, this, args);
    return this;
  };
}

/** Whether an error says that an address is taken, and it is a server of this process that has it. */
export function isTakenByOwnServer(error: unknown): boolean {
  if (!types.isNativeError(error) || Reflect.get(error, 'code') !== 'EADDRINUSE') return false;
  const port: unknown = Reflect.get(error, 'port');
  // The shell's own goes to no other application.
  if (port === Number(process.env['PORT'])) return false;
  const path: unknown = Reflect.get(error, 'address');
  return [...listening].some((server) => {
    const address = server.address();
    return typeof address === 'string' ? address === path : address !== null && address.port === port;
  });
}
