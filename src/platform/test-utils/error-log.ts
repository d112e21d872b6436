import { type LoggerService } from '@nestjs/common';

/** Keeps the errors that are logged, and prints nothing. */
export class ErrorLog implements LoggerService {
  #errors: string[] = [];

  log(): void {
    // Only errors are looked at.
  }

  warn(): void {
    // Only errors are looked at.
  }

  error(message: unknown, ...more: unknown[]): void {
    this.#errors.push([message, ...more].map(describe).join('\n'));
  }

  fatal(message: unknown, ...more: unknown[]): void {
    this.error(message, ...more);
  }

  /** What was logged since the last call. */
  take(): string {
    const taken = this.#errors.join('\n');
    this.#errors = [];
    return taken;
  }
}

function describe(part: unknown): string {
  if (typeof part === 'string') return part;
  if (typeof part === 'object' && part !== null && 'stack' in part && typeof part.stack === 'string') {
    return part.stack;
  }
  return JSON.stringify(part);
}
