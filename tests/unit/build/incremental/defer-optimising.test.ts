import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const file = pathToFileURL(resolve('build/incremental/defer-optimising.ts')).href;

describe('deferOptimising', () => {
  it('says nothing, also where V8 does not know the flag (then: take its version out of the list)', () => {
    const program = `const { deferOptimising } = await import('${file}'); deferOptimising()(); console.log('done');`;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect([stdout, stderr]).toEqual(['done\n', '']);
  });
});
