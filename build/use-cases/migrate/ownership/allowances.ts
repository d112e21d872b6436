import { z } from 'zod';
import { concernClasses } from '../rules/rule.ts';
import { rules } from '../rules/rules.ts';

/** Beside `migration.sql`; written by people, committed with it. */
export const allowFile = 'migration.allow.json';

/** The name under which statements without an owner are allowed. */
export const unowned = 'unowned';

/** A statement that changes the tables of a component the migration is not made for. */
export const foreignTable = 'foreign-table';

/** What can be allowed: one rule, or a whole class of them. */
export const allowedKinds: readonly string[] = [
  ...concernClasses.filter((one) => one !== 'note'),
  ...rules.filter((rule) => rule.class !== 'note').map(({ name }) => name),
  foreignTable,
];

export const allowSchema = z.strictObject({
  $schema: z.string().optional(),
  allow: z.array(
    z.strictObject({
      component: z.string().min(1),
      kind: z
        .string()
        .refine((kind) => allowedKinds.includes(kind), `must be one of ${allowedKinds.join(', ')}`),
      reason: z.string().trim().min(1, 'must say why'),
    }),
  ),
});

/** A dangerous statement that its author has approved, with the reason. */
export interface Allowance {
  readonly component: string;
  readonly kind: string;
  /** Absent when it was given on the command line. */
  readonly reason?: string;
}

/** The allowance that covers a concern, if there is one. */
export function findAllowance(
  allowances: readonly Allowance[],
  { component, kinds }: { readonly component: string | undefined; readonly kinds: readonly string[] },
): Allowance | undefined {
  return allowances.find((one) => one.component === (component ?? unowned) && kinds.includes(one.kind));
}

/** `crm:drop-table` as `--allow` takes it; undefined when it is not one. */
export function parseAllowance(text: string): Allowance | undefined {
  const [component = '', kind = '', ...more] = text.split(':');
  return component !== '' && more.length === 0 && allowedKinds.includes(kind)
    ? { component, kind }
    : undefined;
}
