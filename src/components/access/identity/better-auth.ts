import { BadRequestException, ConflictException, Inject, Injectable, Logger } from '@nestjs/common';
import { betterAuth } from 'better-auth/minimal';
import { PrismaService } from '@/database';
import { ACCESS_ENVIRONMENT, type AccessEnvironment } from '../access-environment.ts';
import { AuthPort, type NewPerson, type SignedIn } from './auth.port.ts';
import { betterAuthOptions } from './better-auth.options.ts';
import { MailPort } from './mail.port.ts';

/** Signs people in with better-auth, on this component's tables. */
@Injectable()
export class BetterAuth extends AuthPort {
  readonly #auth;

  constructor(
    @Inject(ACCESS_ENVIRONMENT) environment: AccessEnvironment,
    prisma: PrismaService,
    mail: MailPort,
  ) {
    super();
    const logger = new Logger('access');
    this.#auth = betterAuth(betterAuthOptions({ prisma, environment, mail, logger }));
  }

  override answer(request: Request): Promise<Response> {
    return this.#auth.handler(request);
  }

  override async readSession(headers: Headers): Promise<SignedIn | undefined> {
    // Reading must not write: a session's time is extended by the route that the person's browser calls.
    const found = await this.#auth.api.getSession({ headers, query: { disableRefresh: true } });
    if (found === null) return undefined;
    return {
      sessionId: found.session.id,
      userId: found.user.id,
      organizationId: found.session.activeOrganizationId ?? undefined,
      isSuspended: found.user.suspendedAt != null,
    };
  }

  override async createPerson({ name, email, password }: NewPerson): Promise<string> {
    const { internalAdapter, password: passwords } = await this.#auth.$context;
    const { minPasswordLength, maxPasswordLength } = passwords.config;
    if (
      password !== undefined &&
      (password.length < minPasswordLength || password.length > maxPasswordLength)
    ) {
      throw new BadRequestException(
        `A password has between ${minPasswordLength} and ${maxPasswordLength} characters.`,
      );
    }
    const address = email.toLowerCase();
    if ((await internalAdapter.findUserByEmail(address)) !== null) {
      throw new ConflictException(`There is a person with the address ${address} already.`);
    }
    const { id } = await internalAdapter.createUser(
      // The one who makes the person vouches for the address.
      { name, email: address, emailVerified: true },
      { method: 'admin' },
    );
    if (password !== undefined) {
      const hash = await passwords.hash(password);
      await internalAdapter.linkAccount({
        userId: id,
        accountId: id,
        providerId: 'credential',
        password: hash,
      });
    }
    return id;
  }
}
