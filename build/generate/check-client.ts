import path from 'node:path';
import { type hashClient } from './client-hash.ts';
import { isClientFresh } from './client-stamp.ts';
import { type GenerateClientInput } from './generate-client.ts';
import { generatorVersion } from './prisma-version.ts';

/** True when `generateClient` would have nothing to do; writes nothing. */
export function checkClient(
  { projectDir, outputDir, files }: GenerateClientInput,
  hash: typeof hashClient,
): boolean {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return isClientFresh(path.resolve(projectDir, outputDir), hash(sorted, generatorVersion()));
}
