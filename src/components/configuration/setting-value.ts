import { z } from 'zod';
import { JsonValue } from '@/platform';

/** Longest JSON text of one value, in characters. */
export const MAX_VALUE_LENGTH = 16_384;

/**
 * Any JSON value but null: null in an answer means "hidden", and a setting without a value is a deleted
 * one. Written as a union first so that OpenAPI shows what is allowed.
 */
export const SettingValue = z
  .union([z.string(), z.number(), z.boolean(), z.array(z.unknown()), z.record(z.string(), z.unknown())])
  .transform((value, context) => {
    const json = JsonValue.safeParse(value);
    if (!json.success || json.data === null) {
      context.addIssue({ code: 'custom', message: 'Must be a JSON value other than null' });
      return z.NEVER;
    }
    if (JSON.stringify(json.data).length > MAX_VALUE_LENGTH) {
      context.addIssue({ code: 'custom', message: `Must be at most ${MAX_VALUE_LENGTH} characters of JSON` });
      return z.NEVER;
    }
    return json.data;
  })
  .meta({ description: 'Any JSON value except null' });

export type SettingValue = z.output<typeof SettingValue>;
