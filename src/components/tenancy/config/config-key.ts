import { z } from 'zod';

/** Name of a setting, as it stands in the address: letters, digits, dots, hyphens, underscores. */
export const ConfigKey = z
  .string()
  .max(128)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'Use letters, digits, dots, hyphens and underscores.')
  .meta({ example: 'billing.currency' });
