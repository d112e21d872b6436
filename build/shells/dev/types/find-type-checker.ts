import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isThere } from '../../../files/path-kind.ts';

/** A compiler as a program of its own. */
export interface TypeChecker {
  readonly program: string;
  readonly args: readonly string[];
}

const require = createRequire(import.meta.url);

/** Path of a file of an installed package, wherever npm put it; `undefined` when the package is not there. */
function fileOf(from: NodeJS.Require, name: string, file: string): string | undefined {
  try {
    const path = join(dirname(from.resolve(`${name}/package.json`)), file);
    return isThere(path) ? path : undefined;
  } catch {
    // Not installed, for example on a system the native compiler is not made for.
    return undefined;
  }
}

/**
 * The native compiler where there is one for this system, the classic one otherwise. The native one is started as
 * what it is, not through its Node wrapper: a check that is not wanted any more ends with its process.
 */
export function findTypeChecker(
  platform: string = process.platform,
  arch: string = process.arch,
): TypeChecker {
  const preview = '@typescript/native-preview';
  const wrapper = fileOf(require, preview, 'package.json');
  if (wrapper !== undefined) {
    const executable = join('lib', platform === 'win32' ? 'tsgo.exe' : 'tsgo');
    const program = fileOf(createRequire(wrapper), `${preview}-${platform}-${arch}`, executable);
    // With several threads it holds a fifth more, and takes more of the processor from the application.
    if (program !== undefined) return { program, args: ['--singleThreaded'] };
  }
  return { program: process.execPath, args: [require.resolve('typescript/bin/tsc')] };
}
