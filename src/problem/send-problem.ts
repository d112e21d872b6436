import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type ArgumentsHost } from '@nestjs/common';
import { type Problem } from './problem-details.ts';
import { problemText, writeProblem } from './write-problem.ts';

/** How Fastify answers; Express gives the response of node:http itself. */
interface WrappedReply {
  readonly raw: ServerResponse;
  readonly sent: boolean;
  readonly code: (status: number) => unknown;
  readonly header: (name: string, value: string) => unknown;
  readonly send: (text: string) => unknown;
}

/** Answers the request that Nest is about with a problem. */
export function sendProblem(problem: Problem, host: ArgumentsHost): void {
  const http = host.switchToHttp();
  const request = http.getRequest<IncomingMessage>();
  const reply = http.getResponse<ServerResponse | WrappedReply>();
  if (!('raw' in reply)) writeProblem(problem, request, reply);
  else if (reply.sent || reply.raw.headersSent) reply.raw.destroy();
  else {
    if (problem.retryAfter !== undefined) reply.header('Retry-After', String(problem.retryAfter));
    reply.code(problem.status);
    reply.header('Content-Type', 'application/problem+json; charset=utf-8');
    reply.send(problemText(problem, request));
  }
}
