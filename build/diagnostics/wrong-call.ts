import { environmentFault, type EnvironmentFault } from './outcome.ts';

/** The end of a call whose flags or arguments cannot be meant. */
export function wrongCall(message: string, hint?: string): EnvironmentFault<never> {
  return environmentFault([
    { code: 'CALL.INVALID', severity: 'error', message, ...(hint !== undefined && { hint }) },
  ]);
}
