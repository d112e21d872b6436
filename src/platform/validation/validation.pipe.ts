import { BadRequestException, Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import { type ProblemError } from '../../problem/index.ts';

/** More than a person reads, and less than a megabyte of wrong values would answer. */
const mostErrors = 100;

/** What any Standard Schema library reports about one wrong value. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** Answers wrong input with 400 and every wrong value; right input arrives parsed, with defaults and conversions. */
@Injectable()
export class ValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: invalidInput });
  }
}

function invalidInput(issues: readonly Issue[]): BadRequestException {
  return new BadRequestException({
    message: 'The input is not valid.',
    errors: issues.slice(0, mostErrors).map(toError),
  });
}

function toError({ message, path = [] }: Issue): ProblemError {
  const keys = path.map((part) => String(typeof part === 'object' ? part.key : part));
  return { path: keys.join('.'), message };
}
