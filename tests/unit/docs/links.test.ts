import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const documents = [
  ...readdirSync('.').filter((file) => file.endsWith('.md')),
  ...['docs', 'src', 'deploy'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md') && !file.startsWith('generated'))
      .map((file) => join(folder, file)),
  ),
].sort();

/** Without examples, whose paths are those of a reader's project. */
function proseOf(file: string): string {
  return readFileSync(file, 'utf8').replace(/^```[^]*?^```/gm, '');
}

/** As GitHub makes them of headings. */
function anchorsOf(file: string): string[] {
  return [...proseOf(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}

function isThere(document: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? document : join(dirname(document), path);
  if (!existsSync(target)) return false;
  return anchor === undefined || !target.endsWith('.md') || anchorsOf(target).includes(anchor);
}

describe('the documents', () => {
  it('link to files and headings that are there', () => {
    const links = documents.flatMap((document) =>
      [...proseOf(document).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => ({ document, link })),
    );
    const local = links.filter(({ link }) => !/^(https?|mailto):/.test(link));
    expect(local.length).toBeGreaterThan(100);
    expect(local.filter(({ document, link }) => !isThere(document, link))).toEqual([]);
  });

  it('name source files of this repository that are there', () => {
    const named = documents.flatMap((document) =>
      [
        ...proseOf(document).matchAll(/`((?:build|src|tests|contract|bin)\/[\w./-]+\.(?:ts|js|cjs|json))`/g),
      ].map(([, path = '']) => ({ document, path })),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ path }) => !path.startsWith('src/generated/') && !existsSync(path))).toEqual([]);
  });
});
