import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The texts of a template, by path. npm leaves files whose names begin with a dot out of packages: there they begin with `_`.
 *
 * @param {string} template
 * @param {Readonly<Record<string, string>>} values for `{{name}}` and the like
 * @returns {Map<string, string>}
 */
export function readTemplate(template, values) {
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (const name of readdirSync(template, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!statSync(join(template, name)).isFile()) continue;
    const text = readFileSync(join(template, name), 'utf8');
    const path = name.replaceAll('\\', '/').replaceAll(/(^|\/)_/g, '$1.');
    texts.set(
      path.replaceAll(/\{\{(\w+)\}\}/g, (_all, key) => values[key] ?? ''),
      text.replaceAll(/\{\{(\w+)\}\}/g, (all, key) => values[key] ?? all),
    );
  }
  return texts;
}

/**
 * Puts a folder in place whole: written beside it under another name, and renamed.
 *
 * @param {string} folder does not exist, or is empty
 * @param {ReadonlyMap<string, string>} texts
 * @param {readonly { from: string, to: string }[]} copies folders to take along; `to` is relative to the new one
 */
export function placeFolder(folder, texts, copies = []) {
  const draft = `${folder}.creating-${String(process.pid)}`;
  try {
    for (const { from, to } of copies) {
      cpSync(from, join(draft, to), { recursive: true, filter: (path) => !/[\\/]node_modules$/.test(path) });
    }
    for (const [path, text] of texts) {
      mkdirSync(dirname(join(draft, path)), { recursive: true });
      writeFileSync(join(draft, path), text);
    }
    mkdirSync(dirname(folder), { recursive: true });
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}
