import path from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { readRegularFile } from '../../files/read-regular-file.ts';
import { readTarHeaders } from '../../files/read-tar-headers.ts';
import { readTextFile } from '../../files/read-text-file.ts';
import { namedFiles } from './named-files.ts';
import { type PackedForHost } from './pack-for-host.ts';
import { verifyCodes } from './verify-codes.ts';

/**
 * Files that a package speaks of and that npm has not packed.
 *
 * @param manifest the author's own file, relative to the project
 * @throws TarError, system errors
 */
export async function findMissingFiles(
  { component, folder, tarball }: PackedForHost,
  manifest: string,
): Promise<Diagnostic[]> {
  const there = new Set<string>();
  const chunks = Readable.from([gunzipSync(readRegularFile(tarball))]);
  for await (const { path: name } of readTarHeaders(chunks)) {
    there.add(name.replace(/^package\//, ''));
  }
  const wanted = [
    ...namedFiles(JSON.parse(readTextFile(path.join(folder, 'package.json')))),
    ...component.schemas.map(({ file }) => ({
      field: 'its schema',
      file: `prisma/${path.posix.basename(file)}`,
    })),
  ];
  return wanted
    .filter(({ file }) => !there.has(file))
    .map(({ field, file }) => ({
      code: verifyCodes.missingFile,
      severity: 'error',
      component: component.name,
      message: `The package lacks "${file}", which ${field} names.`,
      hint: 'Put the file into src/ or prisma/, or take it out of package.json.',
      location: { file: manifest, line: 1, column: 1 },
    }));
}
