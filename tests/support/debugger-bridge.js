// Passes lines of JSON between standard input and output and the debugger of another process.
// A program of its own, because Node 20 has a WebSocket only behind a flag.
import { createInterface } from 'node:readline';

const socket = new globalThis.WebSocket(process.argv[2] ?? '');
/** @param {{ data: unknown }} message */
socket.onmessage = ({ data }) => process.stdout.write(`${String(data)}\n`);
socket.onopen = () => {
  createInterface({ input: process.stdin }).on('line', (line) => socket.send(line));
};
process.stdin.on('end', () => socket.close());
