import { type IncomingMessage } from 'node:http';
import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Inject,
  Injectable,
  NotFoundException,
  UnauthorizedException,
} from '@nestjs/common';
import { nodeRequest } from '../../http/index.ts';
import { type HttpReply } from '../http/http-reply.ts';
import { currentPrincipal, setCurrentPrincipal } from './current-principal.ts';
import { declaredAccess, type DeclaredAccess } from './declared-access.ts';
import { holdsPermission } from './holds-permission.ts';
import { anonymous, developer, type Principal } from './principal.ts';
import { Principals } from './principals.ts';
import { Tenants } from './tenants.ts';

/**
 * Lets a request reach a route only if the route says who may use it and the sender is among them: 401 when nothing is
 * known about the sender, 403 when the permission is missing. The first of all guards, so that nothing else of a route
 * answers a stranger.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  readonly #principals: Principals;
  readonly #tenants: Tenants;

  constructor(@Inject(Principals) principals: Principals, @Inject(Tenants) tenants: Tenants) {
    this.#principals = principals;
    this.#tenants = tenants;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = declaredAccess(context.getClass(), context.getHandler());
    try {
      await this.#admit(context, access);
      return true;
    } catch (error) {
      const isRefusal = error instanceof UnauthorizedException || error instanceof ForbiddenException;
      if (isRefusal && access?.kind === 'requires' && access.hidden === true) throw notThere(context);
      if (error instanceof UnauthorizedException) challenge(context);
      throw error;
    }
  }

  /** @throws UnauthorizedException, ForbiddenException */
  async #admit(context: ExecutionContext, access: DeclaredAccess | undefined): Promise<void> {
    const principal = await this.#principalOf(context, access?.kind === 'public');
    const problem = problemOf(access, principal);
    if (problem === undefined) {
      await this.#requireStanding(context, access, principal);
      return;
    }
    if (principal.kind !== 'anonymous') throw new ForbiddenException(problem);
    throw new UnauthorizedException('This route is not for strangers: send credentials.');
  }

  async #principalOf(context: ExecutionContext, isPublic: boolean): Promise<Principal> {
    // Other transports have what the request that opened them found out, or what `runAs` says.
    if (context.getType() !== 'http') return currentPrincipal();
    const request = nodeRequest(
      context.switchToHttp().getRequest<IncomingMessage | { raw: IncomingMessage }>(),
    );
    const named = await this.#tenants.named(request);
    const principal = await this.#senderOf(request, isPublic);
    const isOf = this.#tenants.isOf(principal, named);
    if (!isOf && !isPublic) {
      throw new ForbiddenException('The sender does not act for the tenant that this request names.');
    }
    const entered = isOf ? principal : anonymous;
    setCurrentPrincipal(entered);
    if (named !== undefined && entered.tenantId === undefined && mayEnter(entered, isPublic)) {
      this.#tenants.enter(named);
    }
    return entered;
  }

  async #senderOf(request: IncomingMessage, isPublic: boolean): Promise<Principal> {
    try {
      return await this.#principals.of(request);
    } catch (error) {
      if (!(error instanceof UnauthorizedException)) throw error;
      // Signing in again must not fail because the old session has ended.
      if (isPublic) return anonymous;
      throw error;
    }
  }

  /** A public route is for strangers, who have no tenant: also for those of a tenant that may do nothing, to sign out. */
  async #requireStanding(
    context: ExecutionContext,
    access: DeclaredAccess | undefined,
    principal: Principal,
  ): Promise<void> {
    if (access?.kind === 'public' || context.getType() !== 'http') return;
    const { method } = context.switchToHttp().getRequest<IncomingMessage>();
    await this.#tenants.requireStanding(principal, method);
  }
}

/** What a stranger is refused anyway must not tell which tenants there are. */
function mayEnter(principal: Principal, isPublic: boolean): boolean {
  return principal === developer || isPublic;
}

/** Why this principal may not use such a route; undefined when it may. */
function problemOf(access: DeclaredAccess | undefined, principal: Principal): string | undefined {
  switch (access?.kind) {
    case 'public':
      return undefined;
    case 'internal': {
      const isOwn = principal.kind === 'service' || principal.kind === 'system' || principal === developer;
      return isOwn ? undefined : 'This route is for other programs of the operator only.';
    }
    case 'requires': {
      const missing = access.permissions.filter((name) => !holdsPermission(principal.permissions, name));
      if (missing.length === 0) return undefined;
      return `This needs the permission${missing.length === 1 ? '' : 's'} ${missing.join(' and ')}.`;
    }
    case undefined:
      return 'This route does not say who may use it.';
  }
}

/** What Nest answers where no route is. */
function notThere(context: ExecutionContext): NotFoundException {
  const {
    method = '',
    url = '',
    originalUrl = url,
  } = context.switchToHttp().getRequest<IncomingMessage & { originalUrl?: string }>();
  return new NotFoundException(`Cannot ${method} ${originalUrl}`);
}

/** RFC 9110 wants a 401 to say how to do better. */
function challenge(context: ExecutionContext): void {
  if (context.getType() !== 'http') return;
  context.switchToHttp().getResponse<HttpReply>().header('WWW-Authenticate', 'Bearer');
}
