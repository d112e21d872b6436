import { placeOfSetting } from '../../config/place-of-setting.ts';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic, type SourceLocation } from '../../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../../files/project-files.ts';
import { type Cache, derive, Kind } from '../../incremental/derive.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { nameProblem } from './component-name.ts';
import { discoverCodes } from './discover-codes.ts';
import { readApplicationSchema } from './read-application-schema.ts';
import { type ReadComponent } from './read-component.ts';
import { defaultManifest } from './read-manifest.ts';

const known = new Kind<DiscoveredComponent>();

/**
 * The components of the settings, whose schemas stay where an application has them.
 *
 * @param folders in the components folder, by name: no other component may be called like one
 */
export function readApplicationComponents(
  config: ProjectConfig,
  folders: readonly { readonly name: string; readonly path: string }[],
  files: ProjectFiles,
  cache: Cache,
): ReadComponent[] {
  return config.components.map((one, index): ReadComponent => {
    const { name, schema } = one;
    const namedIn = config.configFile ?? 'tessera.config.json';
    const place = (setting: readonly string[], value: string): SourceLocation =>
      placeOfSetting(['components', index, ...setting], value, config, files) ?? {
        file: namedIn,
        line: 1,
        column: 1,
      };
    const { schemas, diagnostics } = readApplicationSchema(one, index, config, files, cache);
    const problem = nameProblem(name);
    if (problem) {
      const hint = problem.hint.replace('Rename the folder', 'Change the name');
      const location = place(['name'], name);
      const misnamed: Diagnostic = {
        ...{ code: discoverCodes.invalidName, severity: 'error', component: name },
        ...{ message: problem.message, hint, location },
      };
      return { diagnostics: [misnamed, ...diagnostics] };
    }
    const twin = folders.find((folder) => folder.name === name);
    if (twin) {
      const location = place(['name'], name);
      const clash: Diagnostic = {
        ...{ code: discoverCodes.nameClash, severity: 'error', component: name, location },
        message: `Two components are called "${name}": ${twin.path} and ${schema}.`,
        hint: `Rename the folder, or give the component of ${schema} another name.`,
        related: [{ component: name, message: 'this folder', file: twin.path, line: 1, column: 1 }],
      };
      return { diagnostics: [clash] };
    }
    const requires = Object.entries(one.requires)
      .map(([required, range]) => ({
        name: required,
        range,
        location: place(['requires', required], required),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const from = [name, namedIn, schema, JSON.stringify(requires), ...schemas];
    const component = derive(cache, known, name, from, () => ({
      ...defaultManifest,
      name,
      namedIn,
      path: schema,
      requires,
      schemas,
    }));
    return { component, diagnostics };
  });
}
