// `npm run pack:release`: release/*.tgz. The same sources give the same bytes.
import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { buildCreatePackage } from '../create-tessera/build-package.js';
import { buildPackage } from './build-package.js';

for (const folder of [await buildPackage(), buildCreatePackage()]) {
  const output = execFileSync(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', dirname(folder)],
    {
      cwd: folder,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    },
  );
  /** @type {{ filename: string, size: number, unpackedSize: number, entryCount: number }[]} */
  const packed = JSON.parse(output);
  for (const { filename, size, unpackedSize, entryCount } of packed) {
    process.stdout.write(
      `release/${filename}: ${String(entryCount)} files, ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked\n`,
    );
  }
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${String(Math.round(bytes / 1000))} kB`;
}
