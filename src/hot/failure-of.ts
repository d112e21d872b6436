import { types } from 'node:util';
import { type Failure } from './hot-messages.ts';

/** What an error says, for the terminal of whoever saved. */
export function failureOf(error: unknown): Failure {
  if (!types.isNativeError(error)) return { message: String(error) };
  return { message: error.message, stack: error.stack };
}
