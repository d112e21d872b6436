import { type AgentExecutionStatus, type AgentStepStatus } from '@/generated/prisma/client.ts';

const transitions: Readonly<Record<AgentStepStatus, readonly AgentStepStatus[]>> = {
  PENDING: ['RUNNING', 'SKIPPED'],
  RUNNING: ['SUCCEEDED', 'FAILED'],
  SUCCEEDED: [],
  FAILED: [],
  SKIPPED: [],
};

/** Whether a step may change from one status to the other. */
export function canStepBecome(from: AgentStepStatus, to: AgentStepStatus): boolean {
  return transitions[from].includes(to);
}

/** Whether nothing more happens to a step with this status. */
export function isOver(status: AgentStepStatus): boolean {
  return transitions[status].length === 0;
}

/** What the steps of a running execution make of it: one failure fails it, it succeeds when all are over. */
export function outcomeOf(steps: readonly AgentStepStatus[]): AgentExecutionStatus {
  if (steps.includes('FAILED')) return 'FAILED';
  return steps.every(isOver) ? 'SUCCEEDED' : 'RUNNING';
}
