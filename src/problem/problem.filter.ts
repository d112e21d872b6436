import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { problemOf } from './problem-of.ts';
import { sendProblem } from './send-problem.ts';

/** Turns every exception no other filter claims into a problem; unexpected ones are logged with their stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger(ProblemFilter.name);

  catch(exception: unknown, host: ArgumentsHost): void {
    const problem = problemOf(exception);
    if (problem.status >= 500) {
      this.#logger.error(exception instanceof Error ? (exception.stack ?? exception.message) : exception);
    }
    sendProblem(problem, host);
  }
}
