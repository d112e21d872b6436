import { cp, lstat, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findNativeFolder } from '../../../build/postgres/embedded/server/find-binaries.ts';
import { prepareBinaries } from '../../../build/postgres/embedded/server/prepare-binaries.ts';

describe('the binaries of a package whose install script was blocked', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tessera-binaries-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('run from a copy that has the links between the libraries', async () => {
    const packaged = join(folder, 'package', 'native');
    await mkdir(packaged, { recursive: true });
    await cp(join(findNativeFolder(), '..', 'package.json'), join(folder, 'package', 'package.json'));
    await cp(findNativeFolder(), packaged, {
      recursive: true,
      filter: async (path) => !path.endsWith('.a') && !(await lstat(path)).isSymbolicLink(),
    });

    const binaries = await prepareBinaries(packaged, join(folder, 'copies'), undefined);
    const again = await prepareBinaries(packaged, join(folder, 'copies'), undefined);

    expect(binaries.nativeDir.startsWith(join(folder, 'copies', 'native-'))).toBe(true);
    expect(binaries.version).toMatch(/^18\./);
    expect(again).toEqual(binaries);
  });
});
