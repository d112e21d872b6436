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
  out: NodeJS.WritableStream & { isTTY?: boolean } = process.stdout,
): Logger {
  const pretty = (logFormat ?? (out.isTTY === true ? 'pretty' : 'json')) === 'pretty';
  const destination: DestinationStream = pretty ? prettyStream(out) : out;
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
