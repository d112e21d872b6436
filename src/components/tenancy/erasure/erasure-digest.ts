import { createHash } from 'node:crypto';
import { type ErasedModel, type StayingModels } from './erasure-view.ts';

/** What a proof says. */
export interface ErasureProof {
  readonly tenantId: string;
  readonly slug: string;
  readonly actor: string;
  readonly erasedAt: Date;
  readonly models: readonly ErasedModel[];
  readonly stays: readonly StayingModels[];
}

/** SHA-256 of a proof, base64url; the database does not keep the order of names in JSON. */
export function erasureDigest({ tenantId, slug, actor, erasedAt, models, stays }: ErasureProof): string {
  const text = JSON.stringify([
    ...[tenantId, slug, actor, erasedAt.toISOString()],
    models.map(({ component, model, deleted, left }) => [component, model, deleted, left]),
    stays.map((one) => [one.component, one.models]),
  ]);
  return createHash('sha256').update(text).digest('base64url');
}
