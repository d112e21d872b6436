import { Logger } from '@nestjs/common';
import { askingComponent } from './asking-component.ts';

/** What of the SQL is logged. */
export interface SqlLogOptions {
  /** Every statement; with the values that were sent beside it only when that is asked for by name. @default off */
  readonly statements: 'off' | 'on' | 'parameters';
  /** Milliseconds from which a statement is slow; 0: none is. */
  readonly slow: number;
}

/** A statement that was sent, and for whom. */
export interface SentStatement {
  readonly text: string;
  readonly values: unknown;
  readonly component: string | undefined;
  readonly begin: number;
}

/**
 * Logs SQL: statement, duration, component. What a statement was sent with may be personal data, so it is left out unless it
 * is asked for; texts of Prisma's have no values in them.
 */
export class SqlLog {
  readonly #logger = new Logger('SQL');
  readonly #options: SqlLogOptions;

  constructor(options: SqlLogOptions) {
    this.#options = options;
  }

  /** @param query what the driver is given: a text, or an object with one */
  begin(query: unknown): SentStatement {
    const given = typeof query === 'object' && query !== null ? query : { text: query };
    const text = 'text' in given ? String(given.text) : '';
    const values = 'values' in given ? given.values : undefined;
    return { text, values, component: askingComponent(), begin: performance.now() };
  }

  end({ text, values, component, begin }: SentStatement, error: unknown): void {
    const { statements, slow } = this.#options;
    const duration = Math.round((performance.now() - begin) * 10) / 10;
    const isSlow = slow > 0 && duration >= slow;
    if (statements === 'off' && !isSlow) return;
    const entry = {
      statement: text,
      duration,
      ...(component !== undefined && { component }),
      ...(statements === 'parameters' && values !== undefined && { parameters: printable(values) }),
      ...(error ? { failed: codeOf(error) } : {}),
    };
    if (isSlow) this.#logger.warn({ slow: true, ...entry });
    else this.#logger.log(entry);
  }
}

/** Of an error the code only: PostgreSQL's texts quote values. */
function codeOf(error: unknown): string {
  const code: unknown =
    typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown';
}

/** What a line of JSON can have. */
function printable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(printable);
  if (typeof value === 'bigint') return String(value);
  return ArrayBuffer.isView(value) ? `${value.byteLength} bytes` : value;
}
