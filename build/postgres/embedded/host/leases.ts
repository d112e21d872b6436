import { type Socket } from 'node:net';
import { type Holder } from '../protocol.ts';

/** Who uses the server now. A lease is an open connection: the system ends it with its process. */
export class Leases {
  readonly #holders = new Map<Socket, Holder>();
  readonly #onLastLeft: () => void;

  constructor(onLastLeft: () => void) {
    this.#onLastLeft = onLastLeft;
  }

  add(socket: Socket, holder: Holder): void {
    this.#holders.set(socket, holder);
    socket.once('close', () => {
      this.remove(socket);
    });
  }

  /** The holder leaves; its connection may stay open. */
  remove(socket: Socket): void {
    if (this.#holders.delete(socket) && this.count === 0) this.#onLastLeft();
  }

  get count(): number {
    return this.#holders.size;
  }

  list(): Holder[] {
    return [...this.#holders.values()].sort((a, b) => a.pid - b.pid);
  }
}
