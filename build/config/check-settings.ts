import { type z } from 'zod';
import { nearestName } from './nearest-name.ts';

/** One thing wrong with a settings object. */
export interface SettingsProblem {
  /** Where in the object: keys and array indexes from the root. */
  readonly path: readonly (string | number)[];
  /** True when the key itself is the mistake and not its value. */
  readonly atKey: boolean;
  /** Starts with the setting's name, so that it can stand alone. */
  readonly message: string;
  readonly hint?: string;
}

/** Checks a value against a strict object schema; every problem, unknown keys with the nearest known one. */
export function checkSettings<Schema extends z.ZodObject>(
  schema: Schema,
  value: unknown,
): { readonly data: z.output<Schema> } | { readonly problems: SettingsProblem[] } {
  const result = schema.safeParse(value);
  if (result.success) return { data: result.data };
  return {
    problems: result.error.issues.flatMap((issue) => describeIssue(issue, Object.keys(schema.shape))),
  };
}

function describeIssue(issue: z.core.$ZodIssue, knownKeys: readonly string[]): SettingsProblem[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(path, key, path.length === 0 ? knownKeys : []));
  }
  const name = path.length === 0 ? 'The settings' : `"${path.join('.')}"`;
  if (issue.code !== 'invalid_key') return [{ path, atKey: false, message: `${name}: ${issue.message}` }];
  const reason = issue.issues[0]?.message ?? issue.message;
  return [{ path, atKey: true, message: `${name}: ${reason}` }];
}

function unknownKey(path: (string | number)[], key: string, knownKeys: readonly string[]): SettingsProblem {
  const nearest = nearestName(key, knownKeys);
  return {
    path: [...path, key],
    atKey: true,
    message: `There is no setting "${[...path, key].join('.')}".`,
    hint: nearest
      ? `Write "${nearest}".`
      : `Remove it${knownKeys.length > 0 ? `, or use one of: ${knownKeys.join(', ')}` : ''}.`,
  };
}
