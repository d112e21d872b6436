import { type Logger } from '@nestjs/common';
import { passkey } from '@better-auth/passkey';
import { type BetterAuthOptions } from 'better-auth/minimal';
import { APIError } from 'better-auth/api';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { organization } from 'better-auth/plugins/organization';
import { type PrismaService } from '@/database';
import { type AccessEnvironment } from '../access-environment.ts';
import { AUTH_PATH, CLIENT_ADDRESS_HEADER, unusedPaths } from './auth-paths.ts';
import { type MailPort } from './mail.port.ts';
import { COOKIE_PREFIX } from './session-cookie.ts';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

interface Parts {
  readonly prisma: PrismaService;
  readonly environment: AccessEnvironment;
  readonly mail: MailPort;
  readonly logger: Logger;
}

/** How better-auth is set up: our tables, few plugins, our address of the caller, nothing cached. */
export function betterAuthOptions({ prisma, environment, mail, logger }: Parts) {
  const { url, secret, isSignUpOpen } = environment;
  return {
    baseURL: url,
    basePath: AUTH_PATH,
    secret,
    trustedOrigins: [new URL(url).origin],
    database: prismaAdapter(prisma, { provider: 'postgresql', transaction: true }),
    telemetry: { enabled: false },
    logger: {
      log: (level, message) => {
        logger[level === 'error' ? 'error' : level === 'warn' ? 'warn' : 'debug'](message);
      },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: url.startsWith('https:'),
      // The columns have defaults of their own.
      database: { generateId: false },
      // Set by AuthDoor from the connection, never by the caller. Addresses of IPv6 count by their /64.
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER], ipv6Subnet: 64 },
    },
    user: {
      modelName: 'accessUser',
      additionalFields: {
        suspendedAt: { type: 'date', required: false, input: false },
      },
    },
    // No cookie cache: what ends a session must end it with the next request (GHSA-xg6x-h9c9-2m83).
    session: {
      modelName: 'accessSession',
      expiresIn: 7 * DAY,
      updateAge: DAY,
      cookieCache: { enabled: false },
    },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            const user = await prisma.accessUser.findUnique({ where: { id: userId } });
            if (user?.suspendedAt != null) {
              throw new APIError('FORBIDDEN', { message: 'This person is suspended.' });
            }
          },
        },
      },
    },
    account: { modelName: 'accessAccount' },
    verification: { modelName: 'accessVerification' },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'accessRateLimit',
      window: MINUTE,
      max: 100,
      customRules: {
        '/sign-in/email': { window: MINUTE, max: 10 },
        '/sign-up/email': { window: MINUTE, max: 5 },
        '/request-password-reset': { window: 5 * MINUTE, max: 5 },
        '/reset-password': { window: 5 * MINUTE, max: 10 },
      },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: !isSignUpOpen,
      minPasswordLength: 12,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, url: link }) =>
        mail.send({
          to: user.email,
          subject: 'Set your password',
          text: `Open this link within an hour to set your password:\n${link}`,
        }),
    },
    emailVerification: {
      sendVerificationEmail: ({ user, url: link }) =>
        mail.send({ to: user.email, subject: 'Confirm your address', text: `Open this link:\n${link}` }),
    },
    plugins: [
      organization({
        // Organisations are made by those who may: organizations.controller.ts.
        allowUserToCreateOrganization: false,
        schema: {
          organization: { modelName: 'accessOrganization' },
          member: { modelName: 'accessMember' },
          invitation: { modelName: 'accessInvitation' },
          session: { fields: {} },
        },
        sendInvitationEmail: ({ email, organization: { name }, inviter, id }) =>
          mail.send({
            to: email,
            subject: `Invitation to ${name}`,
            text: `${inviter.user.name} invites you to ${name}. Sign in and accept the invitation ${id}.`,
          }),
      }),
      passkey({
        rpID: new URL(url).hostname,
        rpName: 'Tessera',
        origin: new URL(url).origin,
        schema: { passkey: { modelName: 'accessPasskey' } },
      }),
    ],
    disabledPaths: [...unusedPaths],
  } satisfies BetterAuthOptions;
}
