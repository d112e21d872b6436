import { BadRequestException, type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type HttpRequest } from '../http/http-request.ts';
import { type QueryKeys, queryKeysOf } from './query-keys.ts';

/**
 * Answers 400 to query keys the route does not declare: a misspelt filter that is ignored gives an unfiltered answer
 * that looks right. Schemas that refuse unknown keys by themselves do it with everything else that is wrong.
 */
@Injectable()
export class UnknownQueryGuard implements CanActivate {
  /** By handler; a hot swap brings handlers of its own. */
  readonly #known = new WeakMap<object, QueryKeys>();

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const given = Object.keys(context.switchToHttp().getRequest<HttpRequest>().query);
    if (given.length === 0) return true;
    const { names, isOpen } = this.#keysOf(context);
    const unknown = isOpen ? [] : given.filter((name) => !names.has(name));
    if (unknown.length === 0) return true;
    const known = [...names].sort().join(', ');
    const hint = known === '' ? 'it takes no query' : `it takes ${known}`;
    throw new BadRequestException({
      message: 'The input is not valid.',
      errors: unknown.map((path) => ({ path, message: `This route does not know the query key; ${hint}` })),
    });
  }

  #keysOf(context: ExecutionContext): QueryKeys {
    const handler = context.getHandler();
    const known = this.#known.get(handler) ?? queryKeysOf(context.getClass(), handler);
    this.#known.set(handler, known);
    return known;
  }
}
