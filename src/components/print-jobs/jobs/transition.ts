import { type PrintJobState } from '@/generated/prisma/client.ts';

interface Transition {
  from: readonly PrintJobState[];
  to: PrintJobState;
}

/** The life of a job: which action leads from where to where. DONE and CANCELLED are final. */
export const transitions = {
  assign: { from: ['QUEUED'], to: 'ASSIGNED' },
  release: { from: ['ASSIGNED'], to: 'QUEUED' },
  start: { from: ['ASSIGNED'], to: 'PRINTING' },
  complete: { from: ['PRINTING'], to: 'DONE' },
  fail: { from: ['ASSIGNED', 'PRINTING'], to: 'FAILED' },
  cancel: { from: ['QUEUED', 'ASSIGNED', 'PRINTING'], to: 'CANCELLED' },
  retry: { from: ['FAILED'], to: 'QUEUED' },
} as const satisfies Record<string, Transition>;

export type JobActionName = keyof typeof transitions;

/** Whether the action is allowed in this state. */
export function allows(action: JobActionName, state: PrintJobState): boolean {
  const from: readonly PrintJobState[] = transitions[action].from;
  return from.includes(state);
}

/** States in which a job occupies its device. */
export const activeStates: PrintJobState[] = ['ASSIGNED', 'PRINTING'];
