import semver from 'semver';
import { z } from 'zod';
import { extensionName } from '../../config/extension-name.ts';
import { isComponentName } from './component-name.ts';

/** What component.json may say; docs/component.schema.json is made from it. */
export const manifestSchema = z.strictObject({
  $schema: z.string().optional().describe('Where this schema is, for editors.'),
  version: z
    .string()
    .refine((version) => semver.valid(version) === version, 'must be a semantic version such as 1.2.0')
    .default('0.0.0')
    .describe('Semantic version of the component.'),
  description: z.string().default('').describe('One sentence: what the component is for.'),
  requires: z
    .record(
      z.string().refine(isComponentName, 'must be the name of a component (kebab-case)'),
      z
        .string()
        .refine((range) => semver.validRange(range) !== null, 'must be a version range such as ^1.0.0'),
    )
    .default({})
    .describe('Components this one needs, each with a range of versions.'),
  optional: z
    .boolean()
    .default(false)
    .describe('A failure at start-up puts the component in quarantine instead of stopping the server.'),
  extensions: z
    .array(extensionName)
    .default([])
    .describe('PostgreSQL extensions this component needs beyond those that follow from its schema.'),
  config: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('JSON Schema of the settings of the component.'),
});
