import { BadRequestException, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

/** Request header that says on whose behalf a client calls; a gateway that authenticates sets it. */
export const ACTOR_HEADER = 'x-actor';

const ANONYMOUS = 'anonymous';
const MAX_LENGTH = 200;

/** The actor of a request: the header's text, `anonymous` without one. */
export function actorOf(request: { header: (name: string) => string | undefined }): string {
  const actor = request.header(ACTOR_HEADER)?.trim() ?? '';
  if (actor.length > MAX_LENGTH) {
    throw new BadRequestException(`The header ${ACTOR_HEADER} is longer than ${MAX_LENGTH} characters`);
  }
  return actor === '' ? ANONYMOUS : actor;
}

/**
 * Parameter decorator for the name that is recorded as the author of a change.
 *
 * @example
 * create(@Body({ schema: CreateUser }) body: CreateUser, @Actor() actor: string) {}
 */
export const Actor = createParamDecorator((_data: undefined, context: ExecutionContext): string =>
  actorOf(context.switchToHttp().getRequest<Request>()),
);
