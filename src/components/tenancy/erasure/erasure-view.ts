import { z } from 'zod';

/** What became of one model's rows. */
export const ErasedModel = z.object({
  component: z.string(),
  model: z.string(),
  deleted: z.int().describe('Rows that went; those that went along with others are not counted'),
  left: z.int().describe('Rows that were there afterwards'),
});

/** Models whose rows belong to no tenant, and stay. */
export const StayingModels = z.object({ component: z.string(), models: z.array(z.string()) });

/** The proof that a tenant was erased, as the API answers it. */
export const ErasureView = z.object({
  id: z.uuid(),
  tenantId: z.string(),
  slug: z.string(),
  actor: z.string().meta({ example: 'user:4711' }),
  erasedAt: z.iso.datetime(),
  models: z.array(ErasedModel),
  stays: z.array(StayingModels),
  digest: z.string().describe('SHA-256 of all of this, base64url'),
});

/** The same with what is found now. */
export const CheckedErasure = ErasureView.extend({
  isIntact: z.boolean().describe('Whether the digest is that of the proof'),
  leftNow: z
    .array(ErasedModel.pick({ component: true, model: true, left: true }))
    .describe('Counted just now'),
});

export type ErasedModel = z.infer<typeof ErasedModel>;
export type StayingModels = z.infer<typeof StayingModels>;
