import { Inject, Injectable } from '@nestjs/common';
import { ACCESS_OPTIONS, type AccessOptions } from './access-options.ts';
import { loopback } from './address-list.ts';
import { developer, type Principal } from './principal.ts';
import { type Sender } from './sender.ts';

/** What a program says that passes on the requests of others. */
const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];
const credentials = ['authorization', 'x-api-key', 'x-actor'];

/**
 * Takes requests of the developer's own machine for the developer's. Only `tessera dev` turns it on: no setting of the
 * environment does, since a server behind a proxy of its own machine sees loopback addresses only.
 */
@Injectable()
export class DeveloperAccess {
  readonly #options: Pick<AccessOptions, 'enforce'>;
  #isOn = false;

  constructor(@Inject(ACCESS_OPTIONS) options: Pick<AccessOptions, 'enforce'>) {
    this.#options = options;
  }

  /** Called by the dev server's start, before anything is mounted. */
  turnOn(): void {
    this.#isOn = !this.#options.enforce;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** The developer, for a request that comes from this machine, was sent to it by its own name, and names no one else. */
  principalOf({ socket, headers }: Sender): Principal | undefined {
    const isOwn =
      this.#isOn &&
      loopback.has(socket.remoteAddress) &&
      isOwnName(headers.host) &&
      ![...forwarding, ...credentials].some((name) => headers[name] !== undefined);
    return isOwn ? developer : undefined;
  }
}

/** A page of another site can lead a name of its own to 127.0.0.1, but cannot call it `localhost`. */
function isOwnName(host: string | undefined): boolean {
  const url = `http://${host ?? ''}`;
  if (host === undefined || !URL.canParse(url)) return false;
  const name = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return name === 'localhost' || name.endsWith('.localhost') || loopback.has(name);
}
