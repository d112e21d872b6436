import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateClient } from '../../../build/pipeline/generate/generate-client.ts';
import { createClientProject, readTree, schemaWith } from './client-project.ts';

/** Kills the process just before the call of a file system function that a predicate names. */
const killer = (condition: string) => `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  for (const name of ['renameSync', 'writeFileSync', 'rmSync', 'utimesSync']) {
    const real = fs[name];
    fs[name] = (...args) => {
      if (${condition}) process.kill(process.pid, 'SIGKILL');
      return real(...args);
    };
  }
  syncBuiltinESMExports();
`;

describe('a generation that is killed', () => {
  let project: ReturnType<typeof createClientProject>;
  beforeEach(() => {
    project = createClientProject();
  });
  afterEach(() => {
    project.remove();
  });

  it.each([
    ['before the stamp is written', `name === 'writeFileSync' && args[0].endsWith('.tessera.json')`],
    ['before the old client is moved aside', `name === 'renameSync' && args[0].endsWith('/prisma')`],
    ['before the new client is moved in', `name === 'renameSync' && args[1].endsWith('/prisma')`],
    ['before the old client is removed', `name === 'rmSync' && args[0].includes('-previous-')`],
  ])('%s is mended by the next run', async (_, condition) => {
    const { dir: projectDir, outputDir } = project;
    const [oldFiles, newFiles] = [schemaWith('Old'), schemaWith('New')];
    await generateClient({ projectDir, outputDir, files: oldFiles });
    const oldClient = readTree(outputDir);

    const script = `
      ${killer(condition)}
      const { generateClient } = await import(${JSON.stringify(resolve('build/pipeline/generate/generate-client.ts'))});
      await generateClient(${JSON.stringify({ projectDir, outputDir, files: newFiles })});
    `;
    const child = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      env: { ...process.env, NODE_OPTIONS: '' },
      encoding: 'utf8',
    });
    expect([child.signal, child.stderr]).toEqual(['SIGKILL', '']);
    // Whole or absent, never half.
    if (existsSync(outputDir)) {
      const tree = readTree(outputDir);
      const models = Object.keys(tree).filter((name) => name.startsWith('models/'));
      expect(models).toHaveLength(1);
      if (models[0] === 'models/Old.ts') expect(tree).toEqual(oldClient);
    }

    const back = await generateClient({ projectDir, outputDir, files: oldFiles });
    expect(back.ok).toBe(true);
    expect(readTree(outputDir)).toEqual(oldClient);
    expect(readdirSync(dirname(outputDir))).toEqual(['prisma']);
    expect(await generateClient({ projectDir, outputDir, files: newFiles })).toMatchObject({
      generated: true,
    });
    expect(existsSync(join(outputDir, 'models/New.ts'))).toBe(true);
  });
});
