import { z } from 'zod';

/** A name for addresses: lower-case letters and digits, joined by single hyphens. */
export const Slug = z
  .string()
  .min(2)
  .max(63)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use lower-case letters, digits and single hyphens.')
  .meta({ example: 'acme' });
