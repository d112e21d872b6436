import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

/** @type {import('node:module').LoadHook} */
export async function load(url, context, nextLoad) {
  const [place] = url.split('?');
  if (place === undefined || !/\/(?:src|bench)\/.*\.ts$/.test(place) || place.includes('/node_modules/')) {
    return nextLoad(url, context);
  }
  const filename = fileURLToPath(place);
  const { code } = await transform(await readFile(filename, 'utf8'), {
    filename,
    sourceMaps: 'inline',
    module: { type: 'es6' },
  });
  return { format: 'module', source: code, shortCircuit: true };
}
