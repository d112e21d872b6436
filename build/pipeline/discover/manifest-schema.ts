import semver from 'semver';
import { z } from 'zod';
import { extensionName } from '../../config/extension-name.ts';
import { isComponentName } from './component-name.ts';

const word = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*';
const permissionName = new RegExp(`^${word}(\\.${word})*$`);
const permissionGrant = new RegExp(`^(${word}(\\.${word})*(\\.\\*)?|\\*)$`);
const roleName = new RegExp(`^${word}$`);

const versionRange = z
  .string()
  .refine((range) => semver.validRange(range) !== null, 'must be a version range such as ^1.0.0');

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
    .record(z.string().refine(isComponentName, 'must be the name of a component (kebab-case)'), versionRange)
    .default({})
    .describe('Components this one needs, each with a range of versions.'),
  engines: z
    .strictObject({
      tessera: versionRange.optional().describe('Versions of Tessera the component works with.'),
    })
    .optional()
    .describe('The platform this component is made for.'),
  optional: z
    .boolean()
    .default(false)
    .describe('A failure at start-up puts the component in quarantine instead of stopping the server.'),
  extensions: z
    .array(extensionName)
    .default([])
    .describe('PostgreSQL extensions this component needs beyond those that follow from its schema.'),
  offers: z
    .strictObject({
      write: z
        .array(z.string())
        .default([])
        .describe('Models of this component that those who require it may write, too.'),
    })
    .optional()
    .describe('What those who require this component may do with its models beyond reading them.'),
  database: z
    .strictObject({
      raw: z
        .boolean()
        .default(false)
        .describe('The component writes SQL of its own ($queryRaw, $executeRaw).'),
      system: z
        .array(z.string().min(1))
        .default([])
        .describe('Reasons for which it steps outside its own models: what it may say to asSystem(reason).'),
    })
    .optional()
    .describe('What the component needs of the database beyond its own models and those it requires.'),
  permissions: z
    .record(
      z.string().regex(permissionName, 'must be words in kebab-case, such as jobs.claim'),
      z.string().min(1, 'must say what it lets its holder do'),
    )
    .default({})
    .describe('What may be permitted, each with a sentence; elsewhere it is <component>:<name>.'),
  roles: z
    .record(
      z.string().regex(roleName, 'must be a name in kebab-case'),
      z.array(
        z.string().regex(permissionGrant, 'must be a permission, or some of them: jobs.claim, jobs.*, *'),
      ),
    )
    .default({})
    .describe('Roles that an administrator may take over: permissions of this component, jobs.* or *.'),
  config: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('JSON Schema of the settings of the component.'),
});
