import { z } from 'zod';
import { JsonValue } from '@/platform';

/** A snapshot as the API answers it. */
export const SnapshotView = z.object({
  tenantId: z.string(),
  aggregateType: z.string(),
  aggregateId: z.string(),
  schemaVersion: z.int().describe('Of the shape of the state'),
  version: z.int().describe('Of the last event in the state'),
  state: z.unknown().describe('What the stream comes to, any JSON'),
  createdAt: z.iso.datetime(),
});

/** Query of `GET …/snapshot`. */
export const FindSnapshot = z.strictObject({
  schemaVersion: z.coerce.number().int().min(1).max(1_000_000),
  atVersion: z.coerce.number().int().min(1).max(2_147_483_647).optional().describe('Not of a later version'),
});

export type FindSnapshot = z.infer<typeof FindSnapshot>;

/** Body of `PUT …/snapshot`. */
export const PutSnapshot = z.strictObject({
  schemaVersion: z.int().min(1).max(1_000_000),
  version: z.int().min(1).max(2_147_483_647).describe('Of the last event in the state'),
  state: JsonValue.meta({ example: { amount: 52500, stage: 'won' } }),
});

export type PutSnapshot = z.infer<typeof PutSnapshot>;
