import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

/**
 * Writes what a source becomes: JavaScript with a source map, or the file as it is.
 * @param {string} root
 * @param {string} tree
 * @param {string} path of the source, below the repository
 */
export async function compileSource(root, tree, path) {
  const compiled = compiledPath(path);
  if (compiled === undefined) return;
  const output = join(tree, compiled);
  if (!path.endsWith('.ts')) {
    writeWhole(output, readFileSync(join(root, path)), statSync(join(root, path)).mode);
    return;
  }
  const { transform } = await import('@swc/core');
  const { code, map = '' } = await transform(readFileSync(join(root, path), 'utf8'), {
    filename: join(root, path),
    sourceFileName: relative(dirname(output), join(root, path)).replaceAll('\\', '/'),
    swcrc: false,
    configFile: false,
    sourceMaps: true,
    module: { type: 'es6' },
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      target: 'es2022',
      keepClassNames: true,
      experimental: { keepImportAttributes: true },
      ...rewriteEndings,
    },
  });
  writeWhole(`${output}.map`, map);
  writeWhole(output, `${code}//# sourceMappingURL=${basename(output)}.map\n`);
}

// SWC knows the option, its types do not yet.
const rewriteEndings = { rewriteRelativeImportExtensions: true };

/**
 * @param {string} tree
 * @param {string} path of a source that is gone
 */
export function removeCompiled(tree, path) {
  const output = join(tree, compiledPath(path) ?? '.none');
  rmSync(output, { force: true });
  rmSync(`${output}.map`, { force: true });
}

/**
 * @param {string} path
 * @returns {string | undefined} undefined for what only a checkout needs
 */
function compiledPath(path) {
  // Beside compiled code the starts load it without asking.
  if (path === 'bin/compiled/load.js') return 'bin/load.js';
  if (path === 'bin/load.js' || path.startsWith('bin/compiled/') || path.endsWith('.d.ts')) return undefined;
  return path.replace(/\.ts$/, '.js');
}

/**
 * Another process may be reading the file, or writing the same one.
 * @param {string} file
 * @param {string | Uint8Array} content
 * @param {number} [mode]
 */
export function writeWhole(file, content, mode) {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${String(process.pid)}`;
  writeFileSync(draft, content);
  if (mode !== undefined) chmodSync(draft, mode);
  renameSync(draft, file);
}
