import { z } from 'zod';
import { PageQuery } from '@/platform';

/** Query of `GET /events/dead-letters`. */
export const ListDeadLetters = PageQuery.extend({
  subscriber: z.string().min(1).max(200).optional(),
});

export type ListDeadLetters = z.infer<typeof ListDeadLetters>;

/** A message that a subscriber could not take, as the API answers it. */
export const DeadLetterView = z.object({
  subscriber: z.string(),
  messageId: z.string(),
  event: z.string(),
  key: z.string().nullable(),
  tenantId: z.string().nullable(),
  payload: z.unknown().describe('What was published, any JSON'),
  publishedAt: z.iso.datetime(),
  attempts: z.int(),
  error: z.string().nullable().describe('Of the last try'),
  failedAt: z.iso.datetime().nullable(),
});

export type DeadLetter = Omit<z.infer<typeof DeadLetterView>, 'publishedAt' | 'failedAt'> & {
  publishedAt: Date;
  failedAt: Date | null;
};

/** How far a subscriber has come, as the API answers it. */
export const SubscriberView = z.object({
  name: z.string(),
  event: z.string(),
  method: z.string().describe('Where it is in the code'),
  position: z.string().describe('Everything up to this position is delivered, or waits'),
  head: z.string().describe('Position of the last message'),
  waiting: z.int().describe('Messages that are tried again, and those of their keys behind them'),
  dead: z.int().describe('Messages that were tried too often'),
});

export type SubscriberView = z.infer<typeof SubscriberView>;

export const SubscribersView = z.object({ items: z.array(SubscriberView) });
