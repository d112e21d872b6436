import { z } from 'zod';

/** The name of a PostgreSQL extension, in tessera.config and in component.json. */
export const extensionName = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,62}$/, 'must be the name of an extension such as "pg_trgm"');
