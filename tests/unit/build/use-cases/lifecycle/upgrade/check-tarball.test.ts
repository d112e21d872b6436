import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkTarball } from '../../../../../../build/use-cases/lifecycle/upgrade/check-tarball.ts';
import { npm } from '../../../../../support/pack-package.ts';
import { paxRecord, tarArchive } from '../../../../../support/tar-archive.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-tarball-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const check = (bytes: Buffer, limits?: Parameters<typeof checkTarball>[1]) => {
  const file = join(folder, 'a.tgz');
  writeFileSync(file, bytes);
  return checkTarball(file, limits);
};
const manifest = { name: 'package/package.json', content: '{}' };

describe('the check of a tarball', () => {
  it('lets pass what npm packs, long names, contents of any size and archives that are not compressed', async () => {
    const name = `${'a'.repeat(90)}/${'b'.repeat(90)}`;
    writeFileSync(join(folder, 'package.json'), '{ "name": "a", "version": "1.0.0" }');
    npm(folder, 'pack');
    expect(await checkTarball(join(folder, 'a-1.0.0.tgz'))).toEqual([]);
    const archive = tarArchive([
      manifest,
      { name: 'package/lib/', type: '5' },
      { name: 'x', type: 'x', content: paxRecord('path', `package/${name}`) },
      { name: 'package/short', content: Buffer.alloc(300_000, 1) },
      { name: '././@LongLink', type: 'L', content: `package/${name}\0` },
      { name: 'package/short', content: 'text' },
    ]);
    expect(await check(archive)).toEqual([]);
    expect(await check(gzipSync(archive))).toEqual([]);
  });

  it('names links, pipes, devices and what leads out of the package, all at once', async () => {
    const archive = tarArchive([
      manifest,
      { name: 'package/passwd', type: '2', link: '/etc/passwd' },
      { name: 'package/hard', type: '1', link: 'package/package.json' },
      { name: 'package/pipe', type: '6' },
      { name: 'package/disk', type: '4' },
      { name: '/etc/cron.d/x', content: 'x' },
      { name: 'package/../../x', content: 'x' },
      { name: 'C:\\x', content: 'x' },
      { name: 'h', type: 'x', content: paxRecord('path', '../renamed') },
      { name: 'package/fine', content: 'x' },
    ]);
    expect(await check(gzipSync(archive))).toEqual([
      '"package/passwd" is a link.',
      '"package/hard" is a link.',
      '"package/pipe" is neither a file nor a folder.',
      '"package/disk" is neither a file nor a folder.',
      '"/etc/cron.d/x" would be unpacked outside the package.',
      '"package/../../x" would be unpacked outside the package.',
      '"C:\\x" would be unpacked outside the package.',
      '"../renamed" would be unpacked outside the package.',
    ]);
  });

  it('stops at a bomb, at too many entries and at a size that is not there', async () => {
    const bomb = gzipSync(
      tarArchive([manifest, { name: 'package/zeros', content: Buffer.alloc(4_000_000) }]),
    );
    expect(bomb.length).toBeLessThan(10_000);
    expect(await check(bomb, { bytes: 1024 * 1024, entries: 10 })).toEqual([
      'Unpacked it is larger than 1 MB.',
    ]);
    const many = tarArchive(Array.from({ length: 11 }, (_, at) => ({ name: `package/${at}` })));
    expect(await check(many, { bytes: 1024 * 1024, entries: 10 })).toEqual(['It has more than 10 entries.']);
    const huge = tarArchive([
      { name: 'h', type: 'x', content: paxRecord('size', '9007199254740000') },
      manifest,
    ]);
    expect(await check(huge)).toEqual(['The archive is cut off.']);
  });

  it('calls damaged what is damaged', async () => {
    const whole = gzipSync(tarArchive([manifest]));
    expect(await check(whole.subarray(0, -20))).toEqual(['It is damaged: it cannot be decompressed.']);
    expect(await check(Buffer.alloc(2048, 'text'))).toEqual(['It is no tar archive, or a damaged one.']);
    expect(await check(Buffer.alloc(0))).toEqual(['It is no tar archive, or a damaged one.']);
    expect(await check(tarArchive([]))).toEqual(['It is no tar archive, or a damaged one.']);
    const twoNames = tarArchive([
      { name: 'h', type: 'x', content: paxRecord('path', 'package/a') },
      { name: 'h', type: 'L', content: '../a\0' },
      manifest,
    ]);
    // The name that npm's own parser would take.
    expect(await check(twoNames)).toEqual(['"../a" would be unpacked outside the package.']);
  });
});
