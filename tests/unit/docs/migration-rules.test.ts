import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { rules } from '../../../build/use-cases/migrate/rules/rules.ts';

const text = readFileSync(join(import.meta.dirname, '../../../docs/migrations/rules.md'), 'utf8');
const titles = {
  destructive: 'Destructive',
  backfill: 'Backfill needed',
  rewrites: 'Rewrites',
  locks: 'Locks',
  note: 'Notes',
};

describe('docs/migrations/rules.md', () => {
  it('explains every rule below its class, and no other', () => {
    const documented = text.split(/^## /m).flatMap((part) => {
      const [title = ''] = part.split('\n');
      return [...part.matchAll(/^### (.+)$/gm)].map(([, name]) => `${title}: ${name}`);
    });
    expect(documented.sort()).toEqual(rules.map((rule) => `${titles[rule.class]}: ${rule.name}`).sort());
  });

  it('names only rules that exist', () => {
    const [, compared = ''] = text.split('## Compared with');
    const named = [...compared.matchAll(/`([a-z]+-[a-z-]+)`/g)].map(([, name]) => name);
    const known = rules.map(({ name }) => name);
    expect(named.filter((name) => !known.includes(name ?? ''))).toEqual([]);
  });
});
