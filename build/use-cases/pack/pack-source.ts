import path from 'node:path';
import fastGlob from 'fast-glob';
import { type DiscoveredComponent, isAroundProject } from '../../model/discovered-component.ts';

/** A file that goes into a package. */
export interface SourceFile {
  /** Relative to the component, with `/`. */
  readonly file: string;
  /** Where it is in the package, before code is compiled. */
  readonly target: string;
  readonly isCode: boolean;
}

/** Where a component's files are. */
export interface PackSource {
  /** Folder of all of them, relative to the project. */
  readonly path: string;
  /** Folder of the code, relative to the project: imports inside of it are the component's own. */
  readonly home: string;
  readonly files: readonly SourceFile[];
}

const isTest = /(^|\/)(test|tests|__tests__)\/|\.(test|spec)\.[^/]*$/;
const isCode = /(?<!\.d)\.[cm]?[jt]sx?$/;
const isDocument = /^(README|LICEN[CS]E|CHANGELOG|NOTICE)(\.[a-z]+)?$/i;
const isSchema = /^prisma\/[^/]*\.prisma$/;

/**
 * What of a component is packed: of a folder all but its tests; of a repository `src/`, `prisma/` and documents, since what
 * else is there makes and tries it.
 */
export function packSource(component: DiscoveredComponent, projectDir: string): PackSource {
  const isRepository = isAroundProject(component);
  const found = fastGlob
    .sync(isRepository ? ['src/**/*', 'prisma/*.prisma', '*'] : '**/*', {
      cwd: path.join(projectDir, component.path),
      ignore: ['**/node_modules/**', 'dist/**'],
    })
    .filter((file) => !isTest.test(file) && file !== 'component.json')
    .filter((file) => !isRepository || file.startsWith('src/') || keepsPlace(file))
    .sort();
  return {
    path: component.path,
    home: isRepository ? `${component.path}/src` : component.path,
    files: found.map((file) => {
      const inner = isRepository ? file.replace(/^src\//, '') : file;
      return { file, target: keepsPlace(file) ? file : `dist/${inner}`, isCode: isCode.test(file) };
    }),
  };
}

function keepsPlace(file: string): boolean {
  return isDocument.test(file) || isSchema.test(file);
}
