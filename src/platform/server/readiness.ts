import { Injectable } from '@nestjs/common';

/** Whether the application wants new requests; it stops wanting them when it begins to shut down. */
@Injectable()
export class Readiness {
  #stopping = false;

  get stopping(): boolean {
    return this.#stopping;
  }

  /** From now on /health/ready answers 503. */
  stop(): void {
    this.#stopping = true;
  }
}
