import { Injectable } from '@nestjs/common';

/** Whether the application wants new requests; it stops wanting them when it begins to shut down. */
@Injectable()
export class Readiness {
  readonly #stop = new AbortController();

  get stopping(): boolean {
    return this.#stop.signal.aborted;
  }

  /** Aborts when it does: answers without an end have to end then. */
  get stopped(): AbortSignal {
    return this.#stop.signal;
  }

  /** From now on /health/ready answers 503. */
  stop(): void {
    this.#stop.abort();
  }
}
