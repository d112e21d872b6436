import { z } from 'zod';
import { type JsonLimits } from './find-json-problem.ts';

/** Injects the limits of request bodies. */
export const JSON_LIMITS = Symbol('tessera:json-limits');

/** Deeper and more than a person writes, and still validated in a few dozen milliseconds. */
export const jsonLimitVariables = {
  BODY_DEPTH: z.coerce.number().int().min(1).max(1000).default(64),
  BODY_VALUES: z.coerce.number().int().min(1).max(10_000_000).default(10_000),
};

const JsonLimitVariables = z.object(jsonLimitVariables);

/** The limits that checked variables stand for. */
export function jsonLimits({ BODY_DEPTH, BODY_VALUES }: z.infer<typeof JsonLimitVariables>): JsonLimits {
  return { depth: BODY_DEPTH, values: BODY_VALUES };
}

/**
 * The limits an environment describes.
 *
 * @throws ZodError naming every wrong variable.
 */
export function readJsonLimits(environment: NodeJS.ProcessEnv): JsonLimits {
  return jsonLimits(JsonLimitVariables.parse(environment));
}
