import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tryPort } from '../../../build/config/port/try-port.ts';
import { claimInstance } from '../../../build/shells/dev/instance-claim.ts';

describe('claimInstance', () => {
  let dir: string;
  const claimFile = () => join(dir, '.tessera/dev.json');
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'tessera-claim-'));
  });
  afterEach(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  it('lets one in, tells the other what it serves, and the next one in after the release', async () => {
    const first = await claimInstance(dir);
    if (!first.ok) throw new Error('The first claim was refused.');
    first.serves('http://127.0.0.1:3000');
    expect(await claimInstance(dir)).toMatchObject({
      ok: false,
      running: { pid: process.pid, url: 'http://127.0.0.1:3000' },
    });
    first.release();
    expect(existsSync(claimFile())).toBe(false);
    const third = await claimInstance(dir);
    expect(third.ok).toBe(true);
    if (third.ok) third.release();
  });

  it.each([
    [
      'of a process that was killed',
      () =>
        tryPort(0).then((free) => ({ project: dir, pid: 1, controlPort: 'port' in free ? free.port : 0 })),
    ],
    ['that was half written', () => Promise.resolve('{ "project": ')],
  ])('takes over a claim %s', async (_, makeLeftover) => {
    const leftover = await makeLeftover();
    mkdirSync(join(dir, '.tessera'));
    writeFileSync(claimFile(), typeof leftover === 'string' ? leftover : JSON.stringify(leftover));
    const claim = await claimInstance(dir);
    expect(claim.ok).toBe(true);
    if (claim.ok) claim.release();
  });
});
