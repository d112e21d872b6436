import path from 'node:path';
import { z } from 'zod';
import { readJson } from '../../config/read-json.ts';
import { type ProjectFiles } from '../../files/project-files.ts';

const packageJson = z.object({
  name: z.string(),
  peerDependencies: z.record(z.string(), z.unknown()).default({}),
});

/** The peer dependencies of the package a folder belongs to: what it expects of the package that uses it. */
export function peersOf(folder: string, files: ProjectFiles): ReadonlySet<string> {
  for (let at = folder; ; at = path.posix.dirname(at)) {
    const bytes = files.read(`${at}/package.json`);
    const text = bytes && new TextDecoder('utf-8').decode(bytes);
    const found = text === undefined ? undefined : packageJson.safeParse(readJson('', text).value).data;
    // A package.json that only says { "type": "module" } is no package.
    if (found) return new Set(Object.keys(found.peerDependencies));
    if (path.posix.dirname(at) === at) return new Set();
  }
}
