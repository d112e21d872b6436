import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { matchesRecord } from '../../../../../build/use-cases/migrate/matches-record.ts';

const recorded = (sql: string): string => createHash('sha256').update(sql).digest('hex');

describe('matchesRecord', () => {
  it('knows a migration by the checksum of any checkout', () => {
    const texts = ['SELECT 1;\nSELECT 2;\n', 'SELECT 1;\r\nSELECT 2;\r\n'];
    for (const here of texts) {
      for (const there of texts) expect(matchesRecord(here, recorded(there))).toBe(true);
    }
    expect(matchesRecord('a\nb\r\n', recorded('a\nb\r\n'))).toBe(true);
  });

  it('tells another text apart', () => {
    expect(matchesRecord('SELECT 1;\n', recorded('SELECT 1;'))).toBe(false);
  });
});
