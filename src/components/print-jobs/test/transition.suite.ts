import { describe, expect, it } from '@jest/globals';
import { PrintJobState } from '@/generated/prisma/client.ts';
import { allows, type JobActionName } from '../jobs/transition.ts';

const allowed: Record<JobActionName, PrintJobState[]> = {
  assign: ['QUEUED'],
  release: ['ASSIGNED'],
  start: ['ASSIGNED'],
  complete: ['PRINTING'],
  fail: ['ASSIGNED', 'PRINTING'],
  cancel: ['QUEUED', 'ASSIGNED', 'PRINTING'],
  retry: ['FAILED'],
};
const actions: JobActionName[] = ['assign', 'release', 'start', 'complete', 'fail', 'cancel', 'retry'];

describe('the life of a job', () => {
  it.each(actions)('allows "%s" in its states only', (action) => {
    const states = Object.values(PrintJobState).filter((state) => allows(action, state));

    expect(states).toEqual(allowed[action]);
  });
});
