import { describe, expect, it } from '@jest/globals';
import { describeUpgrade } from '../../../../../../build/use-cases/lifecycle/upgrade/describe-upgrade.ts';
import { done, partly, refused } from '../../../../../../build/diagnostics/outcome.ts';
import { type UpgradeReport } from '../../../../../../build/use-cases/lifecycle/upgrade/upgrade-component.ts';

const rehearsed: UpgradeReport = {
  component: 'crm',
  from: '1.0.0',
  rehearsal: {
    ...{ version: '1.1.0', plan: '', clone: undefined, tested: ['crm'], reasons: [], warnings: [] },
    permissions: {
      added: [{ name: 'crm:deals.void', description: 'Void deals' }],
      removed: ['crm:deals.drop'],
    },
  },
  go: true,
  done: false,
};

describe('the end of an upgrade, for people', () => {
  it('is "rehearsed only" after a dry run', () => {
    expect(describeUpgrade(done(rehearsed)).at(-1)).toBe('rehearsed only');
  });

  it('is not "rehearsed only" when the new version is in place and its migration is not', () => {
    const lines = describeUpgrade(partly({ ...rehearsed, migration: 'prisma/migrations/1_x' }, [], []));
    expect(lines.at(-1)).toBe(
      'begun, not carried out as a whole; prisma/migrations/1_x was written and is not applied',
    );
    expect(lines).not.toContain('rehearsed only');
  });

  it('says first which permissions the new version asks for', () => {
    expect(describeUpgrade(done(rehearsed)).slice(1, 3)).toEqual([
      '  asks for a new permission: crm:deals.void (Void deals)',
      '  has no such permission any more: crm:deals.drop',
    ]);
  });

  it('is "nothing was changed" where nothing was', () => {
    expect(describeUpgrade(refused([]))).toEqual(['nothing was changed']);
    expect(describeUpgrade(refused([], { ...rehearsed, go: false })).at(-1)).toBe(
      'no-go: nothing was changed',
    );
  });
});
