import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type ArgumentsHost } from '@nestjs/common';
import { type Problem } from './problem-details.ts';
import { writeProblem } from './write-problem.ts';

/** Answers the request that Nest is about with a problem. */
export function sendProblem(problem: Problem, host: ArgumentsHost): void {
  const http = host.switchToHttp();
  writeProblem(problem, http.getRequest<IncomingMessage>(), http.getResponse<ServerResponse>());
}
