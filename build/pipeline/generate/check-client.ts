import path from 'node:path';
import { hashClient } from './client-hash.ts';
import { isClientFresh } from './client-stamp.ts';
import { type GenerateClientInput } from './generate-client.ts';
import { generatorVersion } from './prisma-version.ts';

/** True when `generateClient` would have nothing to do; writes nothing. */
export function checkClient({ projectDir, outputDir, files, hash }: GenerateClientInput): boolean {
  return isClientFresh(path.resolve(projectDir, outputDir), hash ?? hashClient(files, generatorVersion()));
}
