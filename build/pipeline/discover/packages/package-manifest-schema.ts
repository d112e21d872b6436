import { z } from 'zod';
import { manifestSchema } from '../manifest-schema.ts';

/** What the `tessera` key of a package.json may say: component.json without its version, and what a folder's name says. */
export const packageManifestSchema = manifestSchema.omit({ $schema: true, version: true }).extend({
  version: z.undefined('is not set here: the "version" of package.json counts').optional(),
  name: z.string().optional().describe('Name of the component. Default: the name of the package.'),
  module: z
    .string()
    .regex(
      /^(?!\/)(?!.*(^|\/)\.\.(\/|$))[^\\:]+$/,
      'must be a file in the package, such as "dist/crm.module.js"',
    )
    .optional()
    .describe('The file that exports the module class. Default: the entry of the package.'),
});
