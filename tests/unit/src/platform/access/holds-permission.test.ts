import { describe, expect, it } from '@jest/globals';
import { holdsPermission } from '../../../../../src/platform/index.ts';

describe('holdsPermission', () => {
  it.each(['print-jobs:jobs.claim', 'print-jobs:jobs.*', 'print-jobs:*', '*'])(
    'is granted by %s',
    (grant) => {
      expect(holdsPermission(['demo:*', grant], 'print-jobs:jobs.claim')).toBe(true);
    },
  );

  it.each([
    ...['print-jobs:jobs', 'print-jobs:jobs.claim.all', 'print-jobs:job.*', 'print:*', 'print-jobs:jobs.cl*'],
    ...['*:jobs.claim', 'print-jobs*', '', 'print-jobs:*.claim', '**', ':*', 'print-jobs:jobs*'],
  ])('is not granted by %j', (grant) => {
    expect(holdsPermission([grant], 'print-jobs:jobs.claim')).toBe(false);
  });

  it('is granted by nothing at all', () => {
    expect(holdsPermission([], 'print-jobs:jobs.claim')).toBe(false);
  });
});
