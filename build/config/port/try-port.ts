import { createServer } from 'node:net';
import { types } from 'node:util';

/**
 * Tries to listen on a port of 127.0.0.1 and lets go again.
 * @param port 0 asks the system for a free one
 * @returns the port, or the code of the refusal (`EADDRINUSE`, `EACCES`)
 */
export function tryPort(port: number): Promise<{ port: number } | { refused: string }> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      if (types.isNativeError(error) && 'code' in error && typeof error.code === 'string') {
        resolve({ refused: error.code });
      } else reject(error);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const found = typeof address === 'object' && address ? address.port : port;
      server.close(() => {
        resolve({ port: found });
      });
    });
  });
}
