import { STATUS_CODES } from 'node:http';
import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { Problem } from './problem.ts';

/** The body of a problem, in an answer of the document. */
export const problemContent = { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) } } };

/**
 * Documents the problems a route, or every route of a controller, may answer.
 *
 * @param statuses HTTP status codes.
 *
 * @example
 * @ApiProblems(400, 404, 409)
 */
export function ApiProblems(...statuses: number[]): MethodDecorator & ClassDecorator {
  const responses = statuses.map((status) =>
    ApiResponse({ status, description: STATUS_CODES[status] ?? 'Problem', content: problemContent }),
  );
  return applyDecorators(ApiExtraModels(Problem), ...responses);
}
