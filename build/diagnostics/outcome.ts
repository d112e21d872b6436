import { type Diagnostic } from './diagnostic.ts';
import { hasErrors } from './sort-diagnostics.ts';

/** Everything that was asked for is done. */
export interface Done<Value> {
  readonly kind: 'done';
  readonly value: Value;
  readonly warnings: readonly Diagnostic[];
}

/** The project is in the way; nothing was changed. */
export interface Refused<Value> {
  readonly kind: 'refused';
  readonly problems: readonly Diagnostic[];
  /** What is known all the same. */
  readonly found?: Value;
}

/** The call or the machine is wrong (flags, disk, rights, database); nothing was changed. */
export interface EnvironmentFault<Value> {
  readonly kind: 'environment';
  readonly problems: readonly Diagnostic[];
  /** What is known all the same. */
  readonly found?: Value;
}

/** Something was changed, and something is still to be done. */
export interface Partly<Value> {
  readonly kind: 'partly';
  /** What was done so far. */
  readonly value: Value;
  /** What is left to do, each in the imperative. */
  readonly left: readonly string[];
  readonly problems: readonly Diagnostic[];
}

/** How a use case ended: exit code, text and JSON follow from it and from nothing else. */
export type Outcome<Value> = Done<Value> | Refused<Value> | EnvironmentFault<Value> | Partly<Value>;

/** An outcome in which nothing was changed. */
export type Unchanged<Value = never> = Refused<Value> | EnvironmentFault<Value>;

/** 0: fine; 1: the project has problems, or something is left to do; 2: the call or the environment is wrong. */
export type ExitCode = 0 | 1 | 2;

const exitCodes = { done: 0, refused: 1, environment: 2, partly: 1 } as const;

export function exitCodeOf({ kind }: Outcome<unknown>): ExitCode {
  return exitCodes[kind];
}

export function done<Value>(value: Value, warnings: readonly Diagnostic[] = []): Done<Value> {
  return { kind: 'done', value, warnings };
}

export function refused<Value = never>(problems: readonly Diagnostic[], found?: Value): Refused<Value> {
  return { kind: 'refused', problems, ...(found !== undefined && { found }) };
}

export function environmentFault<Value = never>(
  problems: readonly Diagnostic[],
  found?: Value,
): EnvironmentFault<Value> {
  return { kind: 'environment', problems, ...(found !== undefined && { found }) };
}

export function partly<Value>(
  value: Value,
  left: readonly string[],
  problems: readonly Diagnostic[],
): Partly<Value> {
  return { kind: 'partly', value, left, problems };
}

/** Done with what was found, or refused when an error is among the problems. */
export function judged<Value>(value: Value, problems: readonly Diagnostic[]): Done<Value> | Refused<Value> {
  return hasErrors(problems) ? refused(problems, value) : done(value, problems);
}

/** The value of a complete or partial result, or what is known of one that did not begin. */
export function knownOf<Value>(outcome: Outcome<Value>): Value | undefined {
  return outcome.kind === 'done' || outcome.kind === 'partly' ? outcome.value : outcome.found;
}

export function diagnosticsOf(outcome: Outcome<unknown>): readonly Diagnostic[] {
  return outcome.kind === 'done' ? outcome.warnings : outcome.problems;
}

/**
 * The outcome of a step in which nothing was changed, for the use case that it ends.
 *
 * @param outcome not `partly`; of `done`, only its warnings are left, which refuse
 */
export function unchanged(outcome: Outcome<unknown>): Unchanged {
  return outcome.kind === 'environment'
    ? environmentFault(outcome.problems)
    : refused(diagnosticsOf(outcome));
}
