import { type Diagnostic } from './diagnostic.ts';

/** What was asked for cannot be meant, or cannot be made, whatever the project is like. */
export function wrongCall(message: string, hint?: string): Diagnostic {
  return { code: 'CALL.INVALID', severity: 'error', message, ...(hint !== undefined && { hint }) };
}
