import { z } from 'zod';

/** Dotted name: `agents.maxPerUser`. The first part is the component that reads it. */
export const SettingKey = z
  .string()
  .max(200)
  .regex(
    /^[a-z][A-Za-z0-9-]*(\.[a-zA-Z0-9][A-Za-z0-9-]*)*$/,
    'Must be dotted names such as agents.maxPerUser',
  )
  .meta({ example: 'agents.maxPerUser' });

/** `all`, or the name of one environment. */
export const EnvironmentName = z
  .string()
  .max(50)
  .regex(/^[a-z][a-z0-9-]*$/, 'Must be lower case letters, digits and hyphens')
  .meta({ example: 'production' });
