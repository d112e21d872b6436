import { UnauthorizedException } from '@nestjs/common';
import { type AddressList } from './address-list.ts';
import { type Principal } from './principal.ts';
import { type Sender } from './sender.ts';

/** Headers in which a proxy that authenticates says who asks. */
export const proxyHeaders = {
  actor: 'x-actor',
  permissions: 'x-actor-permissions',
  tenant: 'x-actor-tenant',
} as const;

/** With its kind before it, it has to fit what audit trails keep (200 characters). */
const maxLength = 190;

/**
 * The principal that a trusted proxy names. Whatever else sends these headers is not believed: they are as if they
 * were not there.
 *
 * @throws UnauthorizedException when the proxy names none that can be one.
 */
export function proxyPrincipal({ socket, headers }: Sender, proxies: AddressList): Principal | undefined {
  if (!proxies.has(socket.remoteAddress)) return undefined;
  const id = single(headers[proxyHeaders.actor]);
  if (id === '') return undefined;
  if (id.length > maxLength) {
    throw new UnauthorizedException(
      `The header ${proxyHeaders.actor} is longer than ${maxLength} characters.`,
    );
  }
  const tenantId = single(headers[proxyHeaders.tenant]);
  const permissions = single(headers[proxyHeaders.permissions])
    .split(/[\s,]+/)
    .filter(Boolean);
  return { kind: 'user', id, permissions, ...(tenantId !== '' && { tenantId }) };
}

function single(header: string | string[] | undefined): string {
  return (Array.isArray(header) ? header.join() : (header ?? '')).trim();
}
