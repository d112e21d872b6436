import { placeOfSetting } from '../../../config/place-of-setting.ts';
import { type ProjectConfig } from '../../../config/project-config.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../../../files/project-files.ts';
import { type Cache } from '../../../incremental/derive.ts';
import { discoverCodes } from '../discover-codes.ts';
import { type DiscoveredComponent, manifestFile } from '../../../model/discovered-component.ts';
import { type ReadComponent } from '../read-component.ts';
import { defaultName } from './default-name.ts';
import { findPackage, packagePath } from './find-package.ts';
import { readPackage } from './read-package.ts';

/**
 * The listed packages as components, in the order they are listed.
 *
 * @param folders the components that are no packages: no package may have the name of one
 */
export function discoverPackages(
  config: ProjectConfig,
  folders: readonly DiscoveredComponent[],
  files: ProjectFiles,
  cache: Cache,
): ReadComponent[] {
  const known = new Map(folders.map((one) => [one.name, one]));
  return config.packages.map((name, index): ReadComponent => {
    const place = () => {
      const location = placeOfSetting(['packages', index], name, config, files);
      return { severity: 'error' as const, component: defaultName(name), ...(location ? { location } : {}) };
    };
    const found = findPackage(name, config.projectDir, files);
    if (!found) {
      const diagnostic: Diagnostic = {
        ...place(),
        code: discoverCodes.notInstalled,
        message: `The package "${name}" is not installed.`,
        hint: `Run \`npm install ${name}\`, or remove it from "packages".`,
      };
      return { diagnostics: [diagnostic] };
    }
    const read = readPackage(name, found, config.projectDir, files, cache);
    if (!read) {
      const path = packagePath(found, config.projectDir, files);
      const diagnostic: Diagnostic = {
        ...place(),
        code: discoverCodes.notAComponent,
        message: `The package "${name}" is not a component: ${path}/package.json has no "tessera" key.`,
        hint: 'Remove it from "packages", or ask its authors for a component.',
      };
      return { diagnostics: [diagnostic] };
    }
    const { component, manifest } = read;
    // The platform's own schema file has the name of this one.
    if (!component || manifest.name === 'main') return { diagnostics: read.diagnostics };
    const other = known.get(manifest.name);
    if (!other) {
      known.set(manifest.name, component);
      return read;
    }
    const clash: Diagnostic = {
      ...place(),
      code: discoverCodes.nameClash,
      component: manifest.name,
      message: `Two components are called "${manifest.name}": ${other.path} and ${component.path}.`,
      hint:
        other.package === undefined
          ? `Rename the folder, or remove "${name}" from "packages".`
          : 'Remove one of the two from "packages".',
      related: [
        { component: manifest.name, message: 'this package', ...manifest.location },
        {
          component: manifest.name,
          message: other.package === undefined ? 'this folder' : 'this package',
          file: other.package === undefined ? other.path : manifestFile(other),
          line: 1,
          column: 1,
        },
      ],
    };
    return { diagnostics: [clash] };
  });
}
