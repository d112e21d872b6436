import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { readRooms, renderRooms } from '../../support/render-rooms.ts';

/** What eslint.config.js lets import `node:fs`. */
const diskAccess = z.array(z.strictObject({ reason: z.string().min(1), files: z.array(z.string()).min(1) }));

/** The cells of the rows of a Markdown file's tables, however they are padded. */
function readRows(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim())
        .join(' | '),
    );
}

describe('the map of build/', () => {
  const rooms = readRooms();

  it('is what the import rules enforce', () => {
    expect(readRows('docs/maintainers/rooms.md')).toEqual(renderRooms(rooms));
  });

  it('names a file to open first that is there', () => {
    const missing = Object.entries(rooms).filter(
      ([name, { first }]) => !existsSync(`build/${name}/${first}`),
    );
    expect(missing).toEqual([]);
  });

  it('lists each file that uses the disk itself once, and no other', () => {
    const listed = diskAccess.parse(JSON.parse(readFileSync('build/disk-access.json', 'utf8')));
    const files = listed.flatMap((entry) => entry.files);
    expect(files).toEqual([...new Set(files)]);
    const idle = files.filter(
      (file) => !existsSync(file) || !/ from 'node:fs(\/promises)?';$/m.test(readFileSync(file, 'utf8')),
    );
    expect(idle).toEqual([]);
  });

  it('is where CONTRIBUTING sends its reader', () => {
    expect(readFileSync('CONTRIBUTING.md', 'utf8')).toContain('docs/maintainers/rooms.md');
  });
});
