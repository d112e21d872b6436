import { BlockList, isIP } from 'node:net';

/** More senders than a server sees directly, and few enough to hold. */
const mostKnown = 1000;

/** IP addresses and networks. */
export class AddressList {
  readonly #list = new BlockList();
  /** What was asked before: the list compares objects that it makes for each question. */
  readonly #known = new Map<string, boolean>();

  /** @param entries such as `127.0.0.1`, `10.0.0.0/8`, `fd00::/8`; each checked by `isAddressOrNetwork` */
  constructor(entries: readonly string[]) {
    for (const entry of entries) {
      const [address = '', prefix] = entry.split('/');
      const family = familyOf(address);
      if (family === undefined) continue;
      if (prefix === undefined) this.#list.addAddress(address, family);
      else this.#list.addSubnet(address, Number(prefix), family);
    }
  }

  /** @param address of a socket; an IPv4 address inside an IPv6 one counts as what it is */
  has(address: string | undefined): boolean {
    if (address === undefined) return false;
    const known = this.#known.get(address);
    if (known !== undefined) return known;
    const family = familyOf(address);
    const isIn = family !== undefined && this.#list.check(address, family);
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.set(address, isIn);
    return isIn;
  }
}

/** The addresses a machine reaches only itself by. */
export const loopback = new AddressList(['127.0.0.0/8', '::1']);

export function isAddressOrNetwork(entry: string): boolean {
  const [address = '', prefix, ...more] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  return version === 0 ? undefined : version === 4 ? 'ipv4' : 'ipv6';
}
