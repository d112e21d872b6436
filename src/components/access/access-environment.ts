import { randomBytes } from 'node:crypto';
import { type FactoryProvider } from '@nestjs/common';
import { HotState, StartupError } from '@/platform';
import { z } from 'zod';

/** Token of the settings of this component; tests put their own in its place. */
export const ACCESS_ENVIRONMENT = 'access.environment';

/** Shorter secrets can be tried out. The same bound better-auth warns at. */
const SHORTEST_SECRET = 32;

const Variables = z.object({
  NODE_ENV: z.string().default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.string().default('3000'),
  ACCESS_SECRET: z
    .string()
    .min(SHORTEST_SECRET, `must have at least ${SHORTEST_SECRET} characters: openssl rand -base64 32`)
    .optional(),
  ACCESS_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUSTED_ORIGINS: z.string().default(''),
  ACCESS_SIGN_UP: z.enum(['open', 'closed']).default('closed'),
  ACCESS_ISSUER: z.url().optional(),
  ACCESS_AUDIENCE: z.string().min(1).optional(),
  ACCESS_JWKS_URL: z.url().optional(),
});

/** An issuer of tokens outside of this system (OIDC). */
export interface ExternalIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** Where its public keys are. */
  readonly jwksUrl: string;
}

/** What the component takes from the process it runs in. */
export interface AccessEnvironment {
  /** Signs cookies and service tokens. */
  readonly secret: string;
  /** Where people reach the application, such as `https://shop.example.org`. */
  readonly url: string;
  /** Origins of other sites whose pages may act for a person who is signed in: the platform's TRUSTED_ORIGINS. */
  readonly trustedOrigins: readonly string[];
  readonly isSignUpOpen: boolean;
  readonly isProduction: boolean;
  readonly issuer: ExternalIssuer | undefined;
}

/**
 * Reads the environment variables once.
 *
 * @param ownSecret used outside of production when there is none in the environment
 * @throws StartupError naming every variable that is missing or wrong, and no value.
 */
export function readAccessEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
  ownSecret: string,
): AccessEnvironment {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = Variables.safeParse(set);
  const problems = parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];
  const isProduction = set['NODE_ENV'] === 'production';
  if (isProduction && set['ACCESS_SECRET'] === undefined) {
    problems.push('ACCESS_SECRET is missing: sessions are signed with it (openssl rand -base64 32)');
  }
  const external = [set['ACCESS_ISSUER'], set['ACCESS_AUDIENCE']];
  if (external.filter((value) => value !== undefined).length === 1) {
    problems.push(
      'ACCESS_ISSUER and ACCESS_AUDIENCE belong together: a token for somewhere else must not open this',
    );
  }
  if (parsed.data === undefined || problems.length > 0) {
    throw new StartupError(`The component access cannot start:\n  - ${problems.join('\n  - ')}`);
  }
  return environmentOf(parsed.data, ownSecret);
}

function environmentOf(variables: z.infer<typeof Variables>, ownSecret: string): AccessEnvironment {
  const { ACCESS_ISSUER: issuer, ACCESS_AUDIENCE: audience } = variables;
  return {
    secret: variables.ACCESS_SECRET ?? ownSecret,
    url: variables.ACCESS_URL ?? `http://${variables.HOST}:${variables.PORT}`,
    trustedOrigins: variables.TRUSTED_ORIGINS.split(',').map((origin) => origin.trim().toLowerCase()),
    isSignUpOpen: variables.ACCESS_SIGN_UP === 'open',
    isProduction: variables.NODE_ENV === 'production',
    issuer:
      issuer === undefined || audience === undefined
        ? undefined
        : {
            issuer,
            audience,
            jwksUrl: variables.ACCESS_JWKS_URL ?? `${issuer.replace(/\/$/, '')}/.well-known/jwks.json`,
          },
  };
}

export const accessEnvironmentProvider: FactoryProvider<AccessEnvironment> = {
  provide: ACCESS_ENVIRONMENT,
  inject: [HotState],
  useFactory: (hot: HotState) =>
    readAccessEnvironment(
      process.env,
      // Made anew with each process, and kept over saves: people stay signed in while the code changes.
      hot.keep('access/development-secret', {
        create: () => randomBytes(32).toString('base64url'),
        matches: (value): value is string => typeof value === 'string',
      }),
    ),
};
