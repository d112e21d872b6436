import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** A page of the API document, or what it is shown with. */
export interface DocsFile {
  readonly type: string;
  readonly content: Buffer;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
};

/** The folder of the library has scripts of its own for Node beside what a page asks for. */
const shown = /^(?:swagger-ui(?:-bundle|-standalone-preset)?\.(?:css|js)|index\.css|favicon-\d+x\d+\.png)$/;

/** @returns undefined when the page has no such file */
export async function readDocsFile(folder: string, name: string): Promise<DocsFile | undefined> {
  const type = types[extname(name)];
  if (type === undefined || !shown.test(name)) return undefined;
  return { type, content: await readFile(join(folder, name)) };
}
