import { createParamDecorator } from '@nestjs/common';
import { currentPrincipal } from '../access/current-principal.ts';
import { nameOfPrincipal } from '../access/principal.ts';

/**
 * Parameter decorator for the name that is recorded as the author of a change: the verified principal's, with its kind
 * (`user:4711`), or `anonymous`.
 *
 * @example
 * create(@Body({ schema: CreateUser }) body: CreateUser, @Actor() actor: string) {}
 */
export const Actor = createParamDecorator((): string => nameOfPrincipal(currentPrincipal()));
