import { STATUS_CODES } from 'node:http';

/** One thing that is wrong with a request: where (dotted path into the input) and what. */
export interface ProblemError {
  path: string;
  message: string;
}

/** What a failure wants to tell the caller. */
export interface Problem {
  /** HTTP status code. */
  status: number;
  /** Short summary of the kind of problem; the status' own words without one. */
  title?: string | undefined;
  /** What went wrong this time, fit for the caller's eyes. */
  detail?: string | undefined;
  errors?: readonly ProblemError[] | undefined;
  /** Seconds after which a repetition makes sense; becomes the Retry-After header. */
  retryAfter?: number | undefined;
  /** Further members for programs, such as the limit that was met. They replace none of the others. */
  extensions?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** The body of an RFC 9457 answer (application/problem+json). */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail?: string;
  /** The path of the request. */
  instance: string;
  errors?: readonly ProblemError[];
  requestId?: string;
  [extension: string]: unknown;
}

/** Completes a problem with what is known about the request. */
export function problemDetails(
  problem: Problem,
  request: { path: string; id?: string | undefined },
): ProblemDetails {
  const { status, title, detail, errors, extensions } = problem;
  return {
    ...extensions,
    // RFC 9457: about:blank says that the status code is the type.
    type: 'about:blank',
    title: title ?? STATUS_CODES[status] ?? 'Error',
    status,
    ...(detail !== undefined && { detail }),
    instance: request.path,
    ...(errors !== undefined && errors.length > 0 && { errors }),
    ...(request.id !== undefined && { requestId: request.id }),
  };
}
