import { HttpException } from '@nestjs/common';
import { z } from 'zod';
import { type Problem } from './problem-details.ts';

/** What Nest and component authors put into an HttpException. */
const ExceptionBody = z.object({
  message: z.union([z.string(), z.array(z.string()).transform((lines) => lines.join('; '))]).optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  retryAfter: z.number().optional(),
  extensions: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});

/** Errors of Express' own middleware (body parser, static files) say whether they may be shown. */
const ExposedError = z.object({
  status: z.number().int().min(400).max(499),
  expose: z.literal(true),
  message: z.string(),
});

/** The problem an exception stands for; whatever is not meant for the caller is a bare 500. */
export function problemOf(exception: unknown): Problem {
  if (exception instanceof HttpException) return fromHttpException(exception);
  const exposed = ExposedError.safeParse(exception);
  if (!exposed.success) return { status: 500, detail: 'The server failed. Its log has the details.' };
  const { status, message } = exposed.data;
  return { status, detail: message };
}

function fromHttpException(exception: HttpException): Problem {
  const status = exception.getStatus();
  const response = exception.getResponse();
  if (typeof response === 'string') return { status, detail: response };
  const body = ExceptionBody.safeParse(response);
  if (!body.success) return { status };
  const { message: detail, ...rest } = body.data;
  return { status, detail, ...rest };
}
