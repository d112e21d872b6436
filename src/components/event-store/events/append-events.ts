import { z } from 'zod';
import { ForeignId, Name } from './name.ts';
import { NewEvent } from './new-event.ts';

/** What a writer takes for granted of a stream. */
export const ExpectedVersion = z
  .union([z.int().min(0), z.enum(['none', 'exists', 'any'])])
  .describe(
    'Append only if the stream ends at this version; none (or 0): only if there is no such stream yet; exists: only if there is; any: always',
  );

export type ExpectedVersion = z.infer<typeof ExpectedVersion>;

/** Events for the end of one stream; the body of `POST /event-store/events`. */
export const StreamAppend = z.strictObject({
  aggregateType: Name.meta({ example: 'Deal' }),
  aggregateId: ForeignId.meta({ example: 'deal-1001' }),
  expectedVersion: ExpectedVersion.default('any'),
  events: z.array(NewEvent).min(1).max(500),
});

export type StreamAppend = z.infer<typeof StreamAppend>;
/** As callers in code write it. */
export type StreamAppendInput = Omit<StreamAppend, 'expectedVersion'> & {
  /** @default any */
  expectedVersion?: ExpectedVersion | undefined;
};
