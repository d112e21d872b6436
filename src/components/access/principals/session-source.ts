import { type IncomingMessage } from 'node:http';
import { Inject, Injectable, UnauthorizedException } from '@nestjs/common';
import { type Principal, PrincipalSource } from '@/platform';
import { z } from 'zod';
import { ACCESS_ENVIRONMENT, type AccessEnvironment } from '../access-environment.ts';
import { AuthPort } from '../identity/auth.port.ts';
import { SESSION_COOKIE } from '../identity/session-cookie.ts';
import { webHeadersOf } from '../identity/web-headers.ts';
import { isFromOwnPage } from './is-from-own-page.ts';
import { requestedOrganization } from './requested-organization.ts';
import { Standings } from './standings.ts';

/** Sessions of browsers, by cookie. */
@Injectable()
@PrincipalSource()
export class SessionSource implements PrincipalSource {
  constructor(
    @Inject(ACCESS_ENVIRONMENT) private readonly environment: AccessEnvironment,
    private readonly auth: AuthPort,
    private readonly standings: Standings,
  ) {}

  async principalOf(request: IncomingMessage): Promise<Principal | undefined> {
    const cookie = request.headers.cookie ?? '';
    // A program that brings a token of its own means that one, whatever cookies its browser adds.
    if (!SESSION_COOKIE.test(cookie) || request.headers.authorization !== undefined) return undefined;
    // Every page can make a browser send its cookies along: only our own may act with them.
    if (!isFromOwnPage(request, this.environment.trustedOrigins)) return undefined;
    const signedIn = await this.auth.readSession(webHeadersOf(request.headers));
    // An old cookie is no mistake of the person's: public routes go on answering.
    if (signedIn === undefined) return undefined;
    // Each page of an organisation is for its own people, whichever one the session worked in last.
    const organization = requestedOrganization() ?? signedIn.organizationId;
    const standing = await this.standings.read(signedIn.userId, organization);
    if (standing === undefined) throw new UnauthorizedException('This person is suspended.');
    return {
      kind: 'user',
      id: signedIn.userId,
      permissions: standing.permissions,
      tenantId: standing.organizationId,
    };
  }

  /** A person, whichever way they signed in. */
  async renew({ kind, id, tenantId }: Pick<Principal, 'kind' | 'id' | 'tenantId'>) {
    if (kind !== 'user' || !z.uuid().safeParse(id).success) return undefined;
    const standing = await this.standings.read(id, tenantId);
    // A member no longer: what was asked for in the organisation must not be done outside of it.
    if (standing === undefined || standing.organizationId !== tenantId) return null;
    return { kind, id, tenantId, permissions: standing.permissions };
  }
}
