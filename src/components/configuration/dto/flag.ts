import { z } from 'zod';
import { ALL_ENVIRONMENTS, SETTING_SOURCES } from '../effective-settings.ts';
import { EnvironmentName } from './setting-key.ts';

export const FlagName = z
  .string()
  .max(100)
  .regex(/^[a-zA-Z0-9][A-Za-z0-9-]*$/, 'Must be letters, digits and hyphens')
  .meta({ example: 'new-editor' });

export const PutFlag = z.strictObject({
  enabled: z.boolean(),
  environment: EnvironmentName.default(ALL_ENVIRONMENTS),
});
export type PutFlag = z.output<typeof PutFlag>;

export const FlagView = z
  .object({
    name: z.string(),
    enabled: z.boolean().nullable().meta({ description: 'null when it is sensitive or cannot be read' }),
    source: z.enum(SETTING_SOURCES),
  })
  .meta({ title: 'FeatureFlag' });
export type FlagView = z.output<typeof FlagView>;
