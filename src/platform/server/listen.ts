import { type AddressInfo, type Server } from 'node:net';
import { type INestApplication } from '@nestjs/common';
import { type Environment } from '../environment/environment.ts';
import { StartupError } from '../startup.error.ts';

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there already. Set PORT to a free port or stop the other program',
  EACCES: 'this user may not use the port. Set PORT to a number above 1023',
  EADDRNOTAVAIL: 'this machine has no such address. Set HOST to one of its own, or to 0.0.0.0 for all',
  ENOTFOUND: 'the name of the host is not known. Set HOST to an address of this machine',
};

/**
 * Listens where the environment says.
 *
 * @returns the server's URL.
 * @throws StartupError when the address cannot be had.
 */
export async function listen(
  app: INestApplication<Server>,
  { host, port }: Pick<Environment, 'host' | 'port'>,
): Promise<string> {
  const server = app.getHttpServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // Not app.listen(): it logs the failure with a stack before it can be explained.
    server.listen({ port, host }, () => {
      server.removeListener('error', reject);
      resolve();
    });
  }).catch((error: unknown) => {
    throw explain(error, `${host}:${port}`);
  });
  const address = server.address();
  return `http://${host.includes(':') ? `[${host}]` : host}:${isAddress(address) ? address.port : port}`;
}

function explain(error: unknown, where: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons[code];
  return reason === undefined
    ? error
    : new StartupError(`Cannot listen on ${where}: ${reason}.`, { cause: error });
}

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return address !== null && typeof address === 'object';
}
