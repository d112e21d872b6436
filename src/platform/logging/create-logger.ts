import { type DestinationStream, pino, stdTimeFunctions, type Logger } from 'pino';
import { type Environment } from '../environment/environment.ts';
import { prettyStream } from './pretty-stream.ts';

/**
 * The application's log: one JSON object a line, or readable lines on a terminal.
 *
 * @param out where the lines go; standard output by default.
 */
export function createLogger(
  { logLevel, logFormat }: Pick<Environment, 'logLevel' | 'logFormat'>,
  out?: NodeJS.WritableStream & { isTTY?: boolean },
): Logger {
  const stream = out ?? process.stdout;
  const pretty = (logFormat ?? (stream.isTTY === true ? 'pretty' : 'json')) === 'pretty';
  const destination: DestinationStream = pretty ? prettyStream(stream) : (out ?? standardOutput());
  return pino(
    {
      level: logLevel,
      base: undefined,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: [
        '*.headers.authorization',
        '*.headers.cookie',
        '*.headers["set-cookie"]',
        '*.headers["x-api-key"]',
      ],
    },
    destination,
  );
}

/** Lines that come while others are being written are written together; what is left when the process ends is written then. */
function standardOutput(): DestinationStream {
  return pino.destination({ dest: 1, sync: false });
}
