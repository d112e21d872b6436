import { z } from 'zod';
import { DatabaseUrl } from './database-url.ts';
import { type SqlLogOptions } from './sql-log/sql-log.ts';

const seconds = (fallback: number, most: number) => z.coerce.number().min(0).max(most).default(fallback);

/** The environment variables of the database room; docs/maintainers/configuration.md explains each. */
export const databaseVariables = {
  DATABASE_URL: DatabaseUrl,
  DATABASE_CONNECT_TIMEOUT: seconds(30, 3600),
  DATABASE_POOL_MAX: z.coerce.number().int().min(1).max(1000).default(10),
  DATABASE_POOL_TIMEOUT: seconds(10, 3600),
  DATABASE_POOL_IDLE_TIMEOUT: seconds(30, 86_400),
  DATABASE_STATEMENT_TIMEOUT: seconds(30, 86_400),
  LOG_SQL: z.enum(['off', 'on', 'parameters']).default('off'),
  LOG_SLOW_SQL: z.coerce.number().int().min(0).max(3_600_000).default(0),
  DATABASE_AHEAD: z.enum(['refuse', 'serve']).default('refuse'),
};

const DatabaseVariables = z.object(databaseVariables);
export type DatabaseVariables = z.infer<typeof DatabaseVariables>;

/** How `RootClient` connects. Times are in seconds; 0 means no limit, except for the connect timeout. */
export interface DatabaseOptions {
  url: string;
  /** PostgreSQL schema of the tables. */
  schema?: string | undefined;
  /** Host and database for messages. */
  place: string;
  /** How long a start may wait for the database; 0 tries once. */
  connectTimeout: number;
  poolMax: number;
  /** How long a query waits for a free connection before it fails with 503. */
  poolTimeout: number;
  poolIdleTimeout: number;
  statementTimeout: number;
  sqlLog: SqlLogOptions;
  /** What a database means that has migrations this build does not know. */
  ahead: 'refuse' | 'serve';
}

/** Injects `DatabaseOptions`; tests override it to point at their own database. */
export const DATABASE_OPTIONS = Symbol('tessera:database-options');

/** The options that checked variables stand for. */
export function databaseOptions(variables: DatabaseVariables): DatabaseOptions {
  return {
    ...variables.DATABASE_URL,
    connectTimeout: variables.DATABASE_CONNECT_TIMEOUT,
    poolMax: variables.DATABASE_POOL_MAX,
    poolTimeout: variables.DATABASE_POOL_TIMEOUT,
    poolIdleTimeout: variables.DATABASE_POOL_IDLE_TIMEOUT,
    statementTimeout: variables.DATABASE_STATEMENT_TIMEOUT,
    sqlLog: { statements: variables.LOG_SQL, slow: variables.LOG_SLOW_SQL },
    ahead: variables.DATABASE_AHEAD,
  };
}

/**
 * The options an environment describes.
 *
 * @throws ZodError naming every wrong variable.
 */
export function readDatabaseOptions(environment: NodeJS.ProcessEnv): DatabaseOptions {
  return databaseOptions(DatabaseVariables.parse(environment));
}
