import { describe, expect, it } from '@jest/globals';
import { editFieldLine } from '../../../../build/prisma-language/field-line.ts';

describe('the line of a field', () => {
  it.each([
    ['  name String', { isOptional: true }, '  name String?'],
    ['  name   String? // why?', { isOptional: true }, '  name   String? // why?'],
    ['  tags String[] @default([])', { isOptional: true, without: 'default' }, '  tags String[]'],
    [
      '  name String @default("a) // @b") @db.Text // c',
      { isOptional: true, without: 'default' },
      '  name String? @db.Text // c',
    ],
    ['  n Int @default(dbgenerated("f(1, (2))")) @unique', { without: 'default' }, '  n Int @unique'],
    ['  n BigInt @default(0)', { isOptional: true, map: 'n_2' }, '  n BigInt? @map("n_2") @default(0)'],
    ['  n BigInt @map("old") @unique', { map: 'new' }, '  n BigInt @map("new") @unique'],
    ['  x Unsupported("point")', { isOptional: true }, '  x Unsupported("point")?'],
  ])('%s', (line, edit, wanted) => {
    expect(editFieldLine(line, edit)).toBe(wanted);
  });

  it('is not guessed when it is none', () => {
    expect(editFieldLine('  @@index([name])', { isOptional: true })).toBeUndefined();
    expect(editFieldLine('  name String @default(', { without: 'default' })).toBeUndefined();
  });
});
