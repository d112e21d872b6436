import { PassThrough } from 'node:stream';
import { type DevEvent } from '../../../../../../build/shells/dev/dev-event.ts';

/** Streams that remember what was written to them. */
export function rememberingStreams() {
  const stdout = new PassThrough().setEncoding('utf8');
  const stderr = new PassThrough().setEncoding('utf8');
  const said = (stream: PassThrough): string => String(stream.read() ?? '');
  return { streams: { stdout, stderr }, stdout: () => said(stdout), stderr: () => said(stderr) };
}

export const ready = {
  event: 'ready',
  url: 'http://127.0.0.1:3000',
  ms: 40,
  sinceStartMs: 900,
} as const satisfies DevEvent;
export const buildFailed = {
  event: 'build-failed',
  ms: 5,
  errors: 'broken',
  serving: false,
} as const satisfies DevEvent;
