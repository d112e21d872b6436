import { copyFileSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { configNames } from '../../component-test/run-jest.ts';
import { makeWorkshop, type Workshop } from '../../component-test/make-workshop.ts';
import { type ProjectConfig } from '../../../config/project-config.ts';
import { type DiscoveredComponent } from '../../../model/discovered-component.ts';
import { lockFile } from '../../../pipeline/lock/lock-file.ts';
import { moveTsconfig } from './move-tsconfig.ts';

/** What tests need of the project beside its sources. */
const settings = [lockFile, '.swcrc'];

const tsconfig = 'tsconfig.json';

/**
 * The project as it would be: a copy with all its components, in which one may have the contents of another folder. A
 * package is found where it is installed: above, or in the copy's own `node_modules`.
 *
 * @param upgraded `source` is absolute
 */
export function makeRehearsal(
  config: ProjectConfig,
  components: readonly DiscoveredComponent[],
  upgraded?: { readonly path: string; readonly source: string },
): Workshop {
  const workshop = makeWorkshop(
    config,
    components.filter(({ path }) => path !== upgraded?.path),
  );
  try {
    for (const name of settings.filter((one) => existsSync(join(config.projectDir, one)))) {
      copyFileSync(join(config.projectDir, name), join(workshop.dir, name));
    }
    const jest = configNames.map((name) => join(config.projectDir, name)).find((file) => existsSync(file));
    if (jest !== undefined) {
      // From where it is: what it imports is found there.
      const url = JSON.stringify(pathToFileURL(jest).href);
      writeFileSync(join(workshop.dir, 'jest.config.mjs'), `export { default } from ${url};\n`);
    }
    const types = join(config.projectDir, tsconfig);
    if (existsSync(types)) {
      const text = moveTsconfig(readFileSync(types, 'utf8'), config.projectDir, workshop.dir);
      writeFileSync(join(workshop.dir, tsconfig), text);
    }
    if (upgraded) {
      const copy = { recursive: true, dereference: true };
      cpSync(upgraded.source, join(workshop.dir, upgraded.path), copy);
    }
    return workshop;
  } catch (error) {
    workshop.remove();
    throw error;
  }
}
