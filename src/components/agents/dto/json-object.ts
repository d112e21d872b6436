import { z } from 'zod';
import { JsonValue } from '@/platform';

/** Longest JSON text of one object, in characters. */
const MAX_LENGTH = 32_768;

/** An object of JSON values. */
export const JsonObject = z
  .record(z.string(), JsonValue)
  .refine((value) => JSON.stringify(value).length <= MAX_LENGTH, {
    message: `Must be at most ${MAX_LENGTH} characters of JSON`,
  });
