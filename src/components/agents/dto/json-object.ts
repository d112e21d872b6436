import { z } from 'zod';

/** Longest JSON text of one object, in characters. */
const MAX_LENGTH = 32_768;

/** An object of JSON values. Loosely typed first, so that OpenAPI shows a plain object. */
export const JsonObject = z
  .record(z.string(), z.unknown())
  .transform((value) => z.record(z.string(), z.json()).parse(value))
  .refine((value) => JSON.stringify(value).length <= MAX_LENGTH, {
    message: `Must be at most ${MAX_LENGTH} characters of JSON`,
  });
