import { types } from 'node:util';
import { type AppFailure } from '../../contract/dev-messages.ts';

/** Their messages say all there is to know. By name, because every swap may evaluate the classes anew. */
const expected = ['StartupError', 'DatabaseUnreachableError'];

/** What an error says, for the author's terminal. */
export function failureOf(error: unknown): AppFailure {
  if (!types.isNativeError(error)) return { message: String(error) };
  const { name, message, stack } = error;
  return expected.includes(name) ? { message } : { message, stack };
}
