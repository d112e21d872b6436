import { z } from 'zod';
import { listOf, originPolicy, type OriginPolicy } from '../../http/index.ts';
import { accessVariables } from '../access/access-options.ts';
import { jsonLimitVariables } from '../validation/json-limits.ts';
import { databaseOptions, databaseVariables, type DatabaseOptions } from '../../database/index.ts';

/** Every environment variable the application reads; docs/maintainers/configuration.md explains each. */
export const Variables = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOG_FORMAT: z.enum(['json', 'pretty']).optional(),
  BODY_LIMIT: z
    .string()
    .regex(/^\d+(b|kb|mb)$/i, 'must be a size such as 500kb or 1mb')
    .default('1mb'),
  ...jsonLimitVariables,
  ...accessVariables,
  ALLOWED_HOSTS: z
    .string()
    .regex(/^[^/:@\s]+(\s*,\s*[^/:@\s]+)*$/, 'must be names such as shop.example.org, .example.org')
    .optional(),
  TRUSTED_ORIGINS: z
    .string()
    .regex(
      /^https?:\/\/[^/\s,]+(\s*,\s*https?:\/\/[^/\s,]+)*$/i,
      'must be origins such as https://admin.example.org',
    )
    .optional(),
  SHUTDOWN_DELAY: z.coerce.number().min(0).max(600).default(0),
  SHUTDOWN_TIMEOUT: z.coerce.number().min(0).max(3600).default(30),
  ...databaseVariables,
});

/** The application's settings. Times are in seconds. */
export interface Environment {
  mode: 'development' | 'production' | 'test';
  host: string;
  /** 0 takes any free port. */
  port: number;
  logLevel: z.infer<typeof Variables>['LOG_LEVEL'];
  /** Undefined: pretty on a terminal, JSON otherwise. */
  logFormat: 'json' | 'pretty' | undefined;
  /** Largest request body, as in `1mb`. */
  bodyLimit: string;
  origins: OriginPolicy;
  /** How long a stopping server goes on accepting requests while it says it is not ready. */
  shutdownDelay: number;
  /** How long a stopping server waits for the requests it has. */
  shutdownTimeout: number;
  database: DatabaseOptions;
}

/** The settings that checked variables stand for. */
export function environmentOf(variables: z.infer<typeof Variables>): Environment {
  return {
    mode: variables.NODE_ENV,
    host: variables.HOST,
    port: variables.PORT,
    logLevel: variables.LOG_LEVEL,
    logFormat: variables.LOG_FORMAT,
    bodyLimit: variables.BODY_LIMIT,
    origins: originPolicy({
      isDevelopment: variables.NODE_ENV === 'development',
      host: variables.HOST,
      allowedHosts: listOf(variables.ALLOWED_HOSTS),
      trustedOrigins: listOf(variables.TRUSTED_ORIGINS),
    }),
    shutdownDelay: variables.SHUTDOWN_DELAY,
    shutdownTimeout: variables.SHUTDOWN_TIMEOUT,
    database: databaseOptions(variables),
  };
}
