import { InternalError } from '../../diagnostics/internal-error.ts';
import { type HotChunk } from '../../../contract/dev-messages.ts';

const importLine =
  /^import (?:\* as (?<namespace>[\w$]+)|(?<names>\{[^}]*\})) from (?<request>"(?:[^"\\]|\\.)*");$/;
const exportLine = /^export const (?<name>__webpack_esm_\w+__) =/gm;

/** webpack's names for the namespaces of externals. */
const namespaceName = /\b__WEBPACK_EXTERNAL_MODULE_\w+/g;

/**
 * Rewrites a hot-update chunk from a module (`import … ; export const …`) to the body of a function, which Node
 * can forget again.
 * @throws InternalError when webpack writes its chunks in another way than the pinned version does
 */
export function toHotChunk(text: string): HotChunk {
  const externals: string[] = [];
  const namespaces = new Map<string, string>();
  const lines = text.split('\n');
  const head: string[] = [];
  for (const line of lines) {
    const match = importLine.exec(line)?.groups;
    if (match?.['request'] === undefined) {
      if (line.startsWith('export ')) break;
      continue;
    }
    const from = `externals[${externals.length}]`;
    externals.push(String(JSON.parse(match['request'])));
    const pattern = match['names']?.replaceAll(' as ', ': ') ?? '';
    // A namespace is asked for by the module that stands for the package: one that cannot be loaded fails there.
    if (match['namespace'] !== undefined) namespaces.set(match['namespace'], from);
    else head.push(`const ${pattern} = ${from};`);
  }
  const names: string[] = [];
  const start = lines.findIndex((line) => line.startsWith('export '));
  const body = lines
    .slice(Math.max(start, 0))
    .join('\n')
    .replaceAll(exportLine, (_, name: string) => {
      names.push(name);
      return `const ${name} =`;
    })
    .replaceAll(namespaceName, (name) => namespaces.get(name) ?? name);
  if (!names.includes('__webpack_esm_modules__')) {
    throw new InternalError('webpack wrote a hot update in a form that is not known here.');
  }
  return { externals, code: `"use strict";\n${head.join('\n')}\n${body}\nreturn { ${names.join(', ')} };` };
}
