import { z } from 'zod';

/** `exports` of a package.json. */
export const exportsField: z.ZodType<ExportsField> = z.lazy(() =>
  z.union([z.string(), z.array(z.union([z.string(), conditionMap])), conditionMap]),
);
const conditionMap = z.record(z.string(), z.union([z.null(), exportsField]));

export type ExportsField = string | ConditionMap | readonly (string | ConditionMap)[];
interface ConditionMap {
  readonly [condition: string]: ExportsField | null;
}
