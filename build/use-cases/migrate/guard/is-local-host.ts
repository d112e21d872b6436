import { BlockList, isIP } from 'node:net';

/**
 * Whether a host of a connection URL is this machine for certain: a Unix socket, `localhost`, or a loopback address.
 * What an alias or a tunnel leads to is not looked up; a production database behind one is what marks are for.
 */
export function isLocalHost(host: string): boolean {
  if (host.startsWith('/') || /^localhost\.?$/i.test(host)) return true;
  const version = isIP(host);
  return version !== 0 && loopback.check(host, version === 6 ? 'ipv6' : 'ipv4');
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');
