import { expect, it } from '@jest/globals';
import { prefixedBlockName, prefixedName } from '../../../../../build/model/names/suggest-name.ts';

it('puts the component in front, in the manner of the name', () => {
  expect(prefixedName('print-jobs', 'User', new Set())).toBe('PrintJobsUser');
  expect(prefixedName('print-jobs', 'users', new Set())).toBe('print_jobs_users');
  expect(prefixedBlockName('print-jobs', 'user', new Set())).toBe('PrintJobsUser');
});

it('suggests no name that is taken or too long', () => {
  expect(prefixedBlockName('crm', 'User', new Set(['CrmUser', 'CrmUser2']))).toBe('CrmUser3');
  expect(prefixedBlockName('crm', 'CrmUser', new Set(['CrmUser']))).toBe('CrmUser2');
  const long = prefixedName('crm', `A${'b'.repeat(70)}`, new Set([`CrmA${'b'.repeat(59)}`]));
  expect(long).toBe(`CrmA${'b'.repeat(58)}2`);
});
