import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Injectable, Logger } from '@nestjs/common';
import { Prisma } from '../generated/prisma/client.ts';
import { TenantError } from '../context/index.ts';
import { requestSignal } from '../http/index.ts';
import { type Problem, sendProblem, type ProblemError } from '../problem/index.ts';
import { connectionFailure } from './connection-failure.ts';
import { ConnectionLostError } from './connection-lost.error.ts';
import { constraintColumns, type ConstraintColumns } from './constraint-columns.ts';
import { behind, databaseProblem } from './database-problem.ts';
import { driverFailure } from './driver-failure.ts';
import { findMissingColumns } from './missing-columns.ts';
import { modelNames } from './model-names.ts';
import { PoolTimeoutError } from './pool-timeout.error.ts';
import { RootClient } from './root-client.ts';

const messages: Readonly<Record<string, string>> = {
  UniqueConstraintViolation: 'is taken already',
  ForeignKeyConstraintViolation: 'must refer to an existing record',
};

/** Turns database errors into HTTP problems; the whole error goes to the log, never to the caller. */
@Injectable()
@Catch(
  Prisma.PrismaClientKnownRequestError,
  Prisma.PrismaClientUnknownRequestError,
  Prisma.PrismaClientRustPanicError,
  Prisma.PrismaClientInitializationError,
  Prisma.PrismaClientValidationError,
  PoolTimeoutError,
  ConnectionLostError,
  TenantError,
)
export class PrismaExceptionFilter implements ExceptionFilter<Error> {
  readonly #logger = new Logger(PrismaExceptionFilter.name);
  readonly #prisma: RootClient;

  constructor(@Inject(RootClient) prisma: RootClient) {
    this.#prisma = prisma;
  }

  async catch(error: Error, host: ArgumentsHost): Promise<void> {
    const known = databaseProblem(error);
    const problem = known === behind ? await this.#explainBehind(error) : known;
    // The client hung up, and its statement was ended: no failure of the server, and an answer that goes nowhere.
    if (requestSignal()?.aborted === true) this.#logger.debug(error.message);
    else if (problem.status >= 500) this.#logger.error(error.stack ?? error.message);
    // Input that passed our validation and not Prisma's shows a gap in a component's schema.
    else if (error instanceof Prisma.PrismaClientValidationError) this.#logger.warn(error.message);
    const errors = problem.status === 409 ? await this.#fields(error) : undefined;
    sendProblem({ ...problem, errors }, host);
  }

  async #fields(error: Error): Promise<ProblemError[] | undefined> {
    const failure = driverFailure(error);
    const message = failure && messages[failure.kind];
    const constraint = failure?.constraint?.index;
    if (message === undefined || constraint === undefined) return undefined;
    const found = await this.#lookUp(constraint);
    if (found === undefined) return undefined;
    const names = modelNames(this.#prisma);
    // A foreign key breaks from two sides; only the referring side has a field to name.
    if (failure?.kind === 'ForeignKeyConstraintViolation' && names.table(modelOf(error)) !== found.table) {
      return undefined;
    }
    return found.columns.map((column) => ({ path: names.field(found.table, column), message }));
  }

  /** In development the answer says what is missing and what to run, elsewhere only that something is. */
  async #explainBehind(error: Error): Promise<Problem> {
    if (process.env['NODE_ENV'] !== 'development') return behind;
    try {
      const model = modelOf(error);
      const found = await findMissingColumns(this.#prisma);
      const missing = found
        .filter((one) => model === '' || one.model === model)
        .flatMap((one) => one.missing);
      if (missing.length === 0) return behind;
      const detail = `The database lacks what the code expects: ${missing.join(', ')}. Run: npx prisma migrate dev`;
      return { ...behind, detail };
    } catch (failure) {
      this.#logger.warn(`The database's tables could not be looked up: ${connectionFailure(failure)}`);
      return behind;
    }
  }

  async #lookUp(constraint: string): Promise<ConstraintColumns | undefined> {
    try {
      return await constraintColumns(this.#prisma, constraint);
    } catch (error) {
      this.#logger.warn(`The fields of ${constraint} could not be looked up: ${connectionFailure(error)}`);
      return undefined;
    }
  }
}

function modelOf(error: Error): string {
  const known = error instanceof Prisma.PrismaClientKnownRequestError ? error.meta?.['modelName'] : undefined;
  return typeof known === 'string' ? known : '';
}
