import { type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type DatabaseError, toDatabaseError } from '../database-error.ts';
import { type HostReply, type HostRequest, send } from '../protocol.ts';
import { type OpenServer } from '../server/open-server.ts';
import { type ControlHandler } from './control-door.ts';
import { Leases } from './leases.ts';

export interface HostOptions {
  readonly open: () => Promise<OpenServer>;
  /** Milliseconds an unused server stays, so that one command after another finds it running. */
  readonly grace: number;
  /** Whether programs that are connected without a lease keep the server running. */
  readonly keepForClients: boolean;
  /** Called once, when the server is down and nothing is left to do. */
  readonly onDone: () => Promise<void>;
}

type Phase = 'starting' | 'ready' | 'stopping';

/** Owns one server: starts it, answers clients, and stops it when the last lease is gone. */
export class DatabaseHost implements ControlHandler {
  readonly #options: HostOptions;
  readonly #leases = new Leases(() => {
    this.#stopWhenUnused(this.#options.grace);
  });
  readonly #opening: Promise<OpenServer | DatabaseError>;
  #server: OpenServer | undefined;
  #phase: Phase = 'starting';
  #pinned = false;
  #timer: NodeJS.Timeout | undefined;
  #done: Promise<void> | undefined;

  constructor(options: HostOptions, firstClientTimeout: number) {
    this.#options = options;
    this.#stopWhenUnused(firstClientTimeout);
    this.#opening = this.#open();
  }

  /** Answers one client. The door has checked its token. */
  serve(socket: Socket, request: HostRequest): void {
    void this.#answer(socket, request);
  }

  async #answer(socket: Socket, request: HostRequest): Promise<void> {
    if (this.#phase === 'stopping' && request.ask !== 'status') {
      send(socket, { kind: 'stopping' });
      await this.#done;
      socket.end();
      return;
    }
    switch (request.ask) {
      case 'status':
        socket.end(`${JSON.stringify(this.#status())}\n`);
        return;
      case 'stop':
        await this.#answerStop(socket, request.force);
        return;
      case 'pin':
        this.#pinned = true;
        break;
      case 'lease':
        break;
    }
    clearTimeout(this.#timer);
    this.#leases.add(socket, { pid: request.pid, purpose: request.purpose });
    await this.#answerLease(socket);
  }

  /** Ends a lease at once. The last one's connection ends when the server is down: so its holder can wait for that. */
  leaveNow(socket: Socket): void {
    this.#leases.remove(socket);
    void this.#stopAtOnce().then((stops) => {
      if (!stops) socket.end();
    });
  }

  /** Stops the server even while it is used; leases see their connection close. */
  async stop(): Promise<void> {
    this.#done ??= this.#shutDown();
    await this.#done;
  }

  async #open(): Promise<OpenServer | DatabaseError> {
    try {
      const server = await this.#options.open();
      this.#server = server;
      if (this.#phase === 'starting') this.#phase = 'ready';
      void server.ended.then(() => this.stop());
      return server;
    } catch (error) {
      return toDatabaseError(error, 'The embedded PostgreSQL could not be started');
    }
  }

  async #answerLease(socket: Socket): Promise<void> {
    const opened = await this.#opening;
    if ('message' in opened) {
      send(socket, { kind: 'failed', message: opened.message, hint: opened.hint });
      await this.stop();
      return;
    }
    send(socket, { kind: 'ready', port: opened.port, created: await opened.isCreated() });
  }

  async #answerStop(socket: Socket, force: boolean): Promise<void> {
    this.#pinned = false;
    if (this.#leases.count > 0 && !force) {
      send(socket, { kind: 'in-use', holders: this.#leases.list() });
      socket.end();
      return;
    }
    // Before the end, which closes every connection: the client waits for that.
    send(socket, { kind: 'stopping' });
    await this.stop();
  }

  #status(): HostReply {
    return {
      kind: 'status',
      phase: this.#phase,
      port: this.#server?.port,
      serverPid: this.#server?.pid,
      version: this.#server?.version,
      dataDir: this.#server?.dataDir,
      pinned: this.#pinned,
      holders: this.#leases.list(),
    };
  }

  #stopWhenUnused(after: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      void this.#isUsed().then((used) => {
        if (!used) return this.stop();
        // A program without a lease sends no message when it leaves: look again.
        if (!this.#isHeld()) this.#stopWhenUnused(this.#options.grace);
        return undefined;
      });
    }, after);
  }

  /** Connections of the one who leaves take a moment to go. */
  async #stopAtOnce(): Promise<boolean> {
    for (let attempt = 0; attempt < 20 && !this.#isHeld(); attempt += 1) {
      if (!(await this.#isUsed())) {
        await this.stop();
        return true;
      }
      await pause(25);
    }
    return false;
  }

  #isHeld(): boolean {
    return this.#leases.count > 0 || this.#pinned;
  }

  async #isUsed(): Promise<boolean> {
    if (this.#isHeld()) return true;
    if (!this.#options.keepForClients) return false;
    // A server that no longer answers has no clients.
    return ((await this.#server?.countClients().catch(() => 0)) ?? 0) > 0 || this.#isHeld();
  }

  async #shutDown(): Promise<void> {
    this.#phase = 'stopping';
    clearTimeout(this.#timer);
    await this.#opening;
    await this.#server?.stop();
    await this.#options.onDone();
  }
}
