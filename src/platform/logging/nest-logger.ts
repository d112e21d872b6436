import { type LoggerService } from '@nestjs/common';
import { type Level, type Logger } from 'pino';

// Nest tells every step of its own start; what an operator wants is the one line at the end.
const chatty = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

/** Lets everything that logs through Nest log through pino. */
export class NestLogger implements LoggerService {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    this.#write(typeof context === 'string' && chatty.has(context) ? 'debug' : 'info', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.#write('fatal', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.#write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.#write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.#write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.#write('trace', message, rest);
  }

  /** Nest hands over `message, ...more, context`, and for errors `message, stack, context`. */
  #write(level: Level, message: unknown, rest: unknown[]): void {
    const context = rest.at(-1);
    const stack = rest.slice(0, -1).find((part) => typeof part === 'string' && part.includes('\n    at '));
    const fields = {
      ...(typeof context === 'string' && { context }),
      ...(stack !== undefined && { stack }),
    };
    if (message instanceof Error) this.#logger[level]({ ...fields, stack: message.stack }, message.message);
    else if (typeof message === 'string') this.#logger[level](fields, message);
    else this.#logger[level]({ ...fields, data: message });
  }
}
