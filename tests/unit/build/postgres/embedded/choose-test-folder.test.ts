import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { chooseTestFolder, isUsable } from '../../../../../build/postgres/embedded/choose-test-folder.ts';

const room = 4 * 1024 ** 3;
const root = '/dev/vda / ext4 rw,relatime 0 0\n';

describe('the folder of a test server', () => {
  it('is one that is there, on any system', async () => {
    const folder = await chooseTestFolder();

    expect(['/dev/shm', tmpdir()]).toContain(folder);
    expect(existsSync(folder)).toBe(true);
  });

  it.each([
    ['there is much', 'tmpfs /dev/shm tmpfs rw,nosuid,nodev 0 0\n', room, true],
    ['there is little, as in a container', 'shm /dev/shm tmpfs rw,nosuid,nodev 0 0\n', 64 * 1024 ** 2, false],
    ['programs may not run', 'shm /dev/shm tmpfs rw,nosuid,nodev,noexec 0 0\n', room, false],
    ['nothing may be written', 'tmpfs /dev/shm tmpfs ro 0 0\n', room, false],
    ['it is a folder on a disk', '/dev/vdb /dev/shm ext4 rw 0 0\n', room, false],
    ['there is none', '', room, false],
  ])('is in memory or not where %s', (_, mount, free, expected) => {
    expect(isUsable({ mounts: root + mount, room: free })).toBe(expected);
  });

  it('is not in memory on other systems', () => {
    expect(isUsable({ mounts: undefined, room })).toBe(false);
  });
});
