import { type IncomingMessage, type ServerResponse } from 'node:http';
import { problemDetails, type Problem } from './problem-details.ts';

/** A request as Node has it, with what a framework or the log may have put on it. */
type AnyRequest = Pick<IncomingMessage, 'url'> & { originalUrl?: string; id?: unknown };

/** Answers with a problem. An answer already on its way is cut off instead: it cannot be taken back. */
export function writeProblem(problem: Problem, request: AnyRequest, response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (problem.retryAfter !== undefined) response.setHeader('Retry-After', String(problem.retryAfter));
  const body = problemText(problem, request);
  response.writeHead(problem.status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** The problem as JSON, with what is known about the request. */
export function problemText(problem: Problem, request: AnyRequest): string {
  const id = typeof request.id === 'string' ? request.id : undefined;
  // Routers shorten `url` while they work.
  const path = (request.originalUrl ?? request.url ?? '/').split('?', 1)[0] ?? '/';
  return JSON.stringify(problemDetails(problem, { path, id }));
}
