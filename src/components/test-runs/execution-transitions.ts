import { type TestRunStatus } from '@/generated/prisma/client.ts';

/** The life of an execution: where it may go from each status. */
const transitions: Readonly<Record<TestRunStatus, readonly TestRunStatus[]>> = {
  PENDING: ['RUNNING', 'CANCELLED'],
  RUNNING: ['PASSED', 'FAILED', 'CANCELLED'],
  PASSED: [],
  FAILED: [],
  CANCELLED: [],
};

/** Whether an execution may change from one status to the other. */
export function canBecome(from: TestRunStatus, to: TestRunStatus): boolean {
  return transitions[from].includes(to);
}
