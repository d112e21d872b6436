import { type ArgumentsHost } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { problemDetails, type Problem } from './problem-details.ts';

/** Answers the request with a problem. A response already on its way is cut off instead: it cannot be taken back. */
export function sendProblem(problem: Problem, host: ArgumentsHost): void {
  const http = host.switchToHttp();
  const request = http.getRequest<Request & { id?: unknown }>();
  const response = http.getResponse<Response>();
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (problem.retryAfter !== undefined) response.setHeader('Retry-After', String(problem.retryAfter));
  const id = typeof request.id === 'string' ? request.id : undefined;
  const path = request.originalUrl.split('?', 1)[0] ?? '/';
  response
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemDetails(problem, { path, id })));
}
