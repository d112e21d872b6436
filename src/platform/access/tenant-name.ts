import { type IncomingMessage } from 'node:http';
import { BadRequestException } from '@nestjs/common';
import { type TenantNaming } from './access-options.ts';
import { type AddressList } from './address-list.ts';
import { type Sender } from './sender.ts';
import { pathTenant } from './tenant-path.ts';

/**
 * The name by which a request calls the tenant it is for, wherever the settings let it: in the host name, the path, a
 * header of a trusted proxy. Whatever else sends that header is not believed: it is as if it were not there.
 *
 * @returns undefined when it calls none; the name may be no tenant's.
 * @throws BadRequestException when it calls two, or has no host name that could be read.
 */
export function tenantName(
  request: IncomingMessage,
  { domain, header }: TenantNaming,
  proxies: AddressList,
): string | undefined {
  const names = new Set(
    [hostTenant(request, domain), pathTenant(request), headerTenant(request, header, proxies)].filter(
      (name) => name !== undefined,
    ),
  );
  if (names.size > 1) {
    throw new BadRequestException('Host name, path and header of this request name different tenants.');
  }
  const [name] = names;
  return name;
}

/** `acme` of `acme.example.org:8080`, where the tenants are below `example.org`. The domain itself names none. */
function hostTenant({ headers }: Pick<Sender, 'headers'>, domain: string | undefined): string | undefined {
  const url = `http://${headers.host ?? ''}`;
  if (domain === undefined) return undefined;
  if (!URL.canParse(url)) throw new BadRequestException('The host name of this request cannot be one.');
  const name = new URL(url).hostname.replace(/\.$/, '');
  return name.endsWith(`.${domain}`) ? name.slice(0, -domain.length - 1) : undefined;
}

function headerTenant(
  { headers, socket }: Sender,
  header: string | undefined,
  proxies: AddressList,
): string | undefined {
  if (header === undefined || !proxies.has(socket.remoteAddress)) return undefined;
  const value = headers[header];
  const name = (Array.isArray(value) ? value.join() : (value ?? '')).trim();
  return name === '' ? undefined : name;
}
