import { type IncomingMessage } from 'node:http';
import {
  BadRequestException,
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  UnsupportedMediaTypeException,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { findJsonProblem, type JsonLimits } from './find-json-problem.ts';
import { JSON_LIMITS } from './json-limits.ts';

/** What `@ApiConsumes()` leaves on a handler or its controller. */
const consumes = 'swagger/apiConsumes';
const usual: readonly string[] = ['application/json'];

/**
 * Lets a body reach its schema only in a content type that the route declares (JSON, unless `@ApiConsumes` says
 * otherwise) and within the limits. A page of another site can send every type but JSON without asking.
 */
@Injectable()
export class BodyGuard implements CanActivate {
  readonly #reflector: Reflector;
  readonly #limits: JsonLimits;

  constructor(@Inject(Reflector) reflector: Reflector, @Inject(JSON_LIMITS) limits: JsonLimits) {
    this.#reflector = reflector;
    this.#limits = limits;
  }

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const { headers, body } = context.switchToHttp().getRequest<IncomingMessage & { body?: unknown }>();
    if (!hasBody(headers)) return true;
    const declared =
      this.#reflector.getAllAndOverride<string[] | undefined>(consumes, [
        context.getHandler(),
        context.getClass(),
      ]) ?? usual;
    const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    if (!declared.some((pattern) => matches(type, pattern.toLowerCase()))) {
      const sent = type === '' ? 'a body without a content type' : type;
      throw new UnsupportedMediaTypeException(`Send ${declared.join(' or ')}, not ${sent}.`);
    }
    const problem = findJsonProblem(body, this.#limits);
    if (problem === undefined) return true;
    throw new BadRequestException({ message: 'The input is not valid.', errors: [problem] });
  }
}

function hasBody(headers: IncomingMessage['headers']): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Whether a content type is the declared one, or of its kind: `image/*`. */
function matches(type: string, pattern: string): boolean {
  if (!pattern.endsWith('*')) return type === pattern;
  return type !== '' && (pattern === '*/*' || type.startsWith(pattern.slice(0, -1)));
}
