import path from 'node:path';
import { initSync, parse } from 'es-module-lexer';
import { resolveExports } from 'resolve-pkg-maps';
import { z } from 'zod';
import { readJson } from '../../config/read-json.ts';
import { exportsField } from '../../pipeline/discover/packages/exports-field.ts';
import { findPackage } from '../../pipeline/discover/packages/find-package.ts';
import { type ProjectFiles } from '../../files/project-files.ts';

const manifest = z.object({
  type: z.string().optional().catch(undefined),
  main: z.string().optional().catch(undefined),
  exports: exportsField.optional().catch(undefined),
});

/** What Node's `import` looks for in `exports`. */
const conditions = ['node', 'import', 'module-sync', 'node-addons', 'default'];

/**
 * Whether Node's `import` of a package, or of a file in it, finds CommonJS; false for what is not there.
 *
 * @param folder from where, absolute, with `/`
 */
export function isCommonJs(request: string, folder: string, files: ProjectFiles): boolean {
  const [name = ''] = /^(@[^/]+\/)?[^/]+/.exec(request) ?? [];
  const home = findPackage(name, folder, files)?.realFolder;
  const file = home === undefined ? undefined : entryOf(home, request.slice(name.length + 1), files);
  if (home === undefined || file === undefined || /\.(mjs|json|node)$/.test(file)) return false;
  if (file.endsWith('.cjs')) return true;
  const type = typeOf(path.posix.dirname(file), home, files);
  if (type !== undefined) return type === 'commonjs';
  // Without a type Node looks at the syntax.
  const text = files.read(file);
  return text !== undefined && !hasModuleSyntax(new TextDecoder().decode(text));
}

function entryOf(home: string, subpath: string, files: ProjectFiles): string | undefined {
  const { exports, main } = readManifest(home, files);
  if (exports === undefined) {
    const base = path.posix.join(home, subpath === '' ? (main ?? 'index.js') : subpath);
    const candidates = subpath === '' ? [base, `${base}.js`, `${base}/index.js`, `${home}/index.js`] : [base];
    return candidates.find((file) => files.entry(file)?.kind === 'file');
  }
  try {
    const [target] = resolveExports(exports, subpath, conditions);
    return target === undefined ? undefined : path.posix.join(home, target);
  } catch {
    // The library's way to say that nothing is exported under this name; Node's own words come when it is imported.
    return undefined;
  }
}

/** What the package.json nearest to a file says, up to that of its package. */
function typeOf(folder: string, home: string, files: ProjectFiles): string | undefined {
  for (let at = folder; ; at = path.posix.dirname(at)) {
    if (files.entry(`${at}/package.json`) || at === home || path.posix.dirname(at) === at) {
      return readManifest(at, files).type;
    }
  }
}

function readManifest(folder: string, files: ProjectFiles): z.output<typeof manifest> {
  const bytes = files.read(`${folder}/package.json`);
  return (bytes && manifest.safeParse(readJson('', new TextDecoder().decode(bytes)).value).data) ?? {};
}

function hasModuleSyntax(text: string): boolean {
  initSync();
  try {
    return parse(text)[3];
  } catch {
    // No JavaScript this lexer knows: it stays what it was, and Node says what is wrong with it.
    return true;
  }
}
