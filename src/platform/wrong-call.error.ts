import { StartupError } from './startup.error.ts';

/** A command was called with what it does not take. The process ends with exit code 2. */
export class WrongCallError extends StartupError {}
