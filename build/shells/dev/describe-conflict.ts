import { type AppFailure } from '../../../contract/dev-messages.ts';
import { explainFailure, type ProjectPlace } from './explain-failure.ts';

/** What two applications cannot have at a time. */
export interface Conflict {
  /** Whose code it is, where the failure says so. */
  readonly component?: string;
  /** What the second application was told. */
  readonly message: string;
}

/** @param failure of an application that was started beside another one */
export function describeConflict(failure: AppFailure, place: ProjectPlace): Conflict {
  const component = explainFailure(failure, place).diagnostics[0]?.component;
  const message = failure.message.replaceAll(/\s*\n\s*/g, ' ');
  return { message, ...(component === undefined ? {} : { component }) };
}

/** For a line about a save. */
export function conflictInWords({ component, message }: Conflict): string {
  const who = component === undefined ? 'a component' : `"${component}"`;
  return `${who} has what only one application may hold: ${message}`;
}

/** Whether a start beside another process failed because that one holds an address. */
export function isAddressHeld({ message }: AppFailure): boolean {
  return message.includes('EADDRINUSE');
}
