import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../../..');

/** Every string in build/ that is a diagnostic's code. */
function codesInSource(): string[] {
  const files = readdirSync(join(root, 'build'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(root, 'build', file), 'utf8'));
  const rooms =
    'BUILD|SCHEMA|COMPONENT|PACKAGE|MANIFEST|LOCK|CONFIG|CALL|OUTPUT|CLIENT|ENVIRONMENT|TEST|TYPES|DEV|GUARD|LIFECYCLE|MIGRATION|ROLLBACK|BACKFILL|EXPAND|CONTRACT|SQLALCHEMY';
  const codes = files.flatMap((text) =>
    [...text.matchAll(new RegExp(`'((?:${rooms})\\.[A-Z_]+)'`, 'g'))].map((match) => match[1] ?? ''),
  );
  return [...new Set(codes)].sort();
}

const documented = [...readFileSync(join(root, 'docs/diagnostics.md'), 'utf8').matchAll(/^### (.+)$/gm)]
  .map((match) => match[1] ?? '')
  .sort();

describe('docs/diagnostics.md', () => {
  it('has one entry for every code in the source, and no other', () => {
    expect(documented).toEqual(codesInSource());
  });

  it('is about the codes of the architecture', () => {
    expect(documented).toEqual(
      expect.arrayContaining([
        'COMPONENT.INVALID_NAME',
        'COMPONENT.NO_MODULE_EXPORT',
        'MANIFEST.INVALID',
        'SCHEMA.DUPLICATE_NAME',
        'SCHEMA.ENCODING',
        'SCHEMA.FOREIGN_BLOCK',
        'SCHEMA.INVALID',
      ]),
    );
  });
});
