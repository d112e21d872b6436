import { type DemoPostStatus } from '@/generated/prisma/client.ts';

interface Transition {
  from: readonly DemoPostStatus[];
  to: DemoPostStatus;
}

/** Which status a post may leave, and for which. Nothing leads back. */
export const transitions = {
  publish: { from: ['DRAFT'], to: 'PUBLISHED' },
  archive: { from: ['DRAFT', 'PUBLISHED'], to: 'ARCHIVED' },
} as const satisfies Record<string, Transition>;

export type TransitionName = keyof typeof transitions;
