import { type Socket } from 'node:net';

const statuses: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/** Ends a connection that sends no HTTP, as node:http does: Fastify would add a body of its own, to HEAD as well. */
export function refuseMalformed(error: { readonly code?: string }, socket: Socket): void {
  const { code = '' } = error;
  if (socket.writable && socket.bytesWritten === 0 && code !== 'ECONNRESET') {
    socket.write(`HTTP/1.1 ${statuses[code] ?? '400 Bad Request'}\r\nConnection: close\r\n\r\n`);
  }
  socket.destroy();
}
