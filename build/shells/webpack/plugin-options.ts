import { z } from 'zod';
import { checkSettings } from '../../config/check-settings.ts';
import { projectOptionsSchema } from '../../config/project-config.ts';

const pluginOptionsSchema = projectOptionsSchema.extend({
  /** Folder of the project. @default the compiler's `context` */
  projectDir: z.string().min(1).optional(),
});

/** The settings of `tessera.config.*`, which these override, and where the project is. */
export type ComponentDiscoveryOptions = z.input<typeof pluginOptionsSchema>;

/** Names every wrong option of the plugin. */
class PluginOptionsError extends Error {
  override readonly name = 'PluginOptionsError';
}

/**
 * @returns the options as they were given: what is left out is for `tessera.config.*` to say
 * @throws PluginOptionsError with one line for every wrong option
 */
export function checkPluginOptions(options: ComponentDiscoveryOptions): ComponentDiscoveryOptions {
  const checked = checkSettings(pluginOptionsSchema, options);
  if ('data' in checked) return options;
  const lines = checked.problems.map(
    ({ message, hint }) => `\n - ${message}${hint === undefined ? '' : ` ${hint}`}`,
  );
  throw new PluginOptionsError(`ComponentDiscoveryPlugin was given options it cannot use:${lines.join('')}`);
}
