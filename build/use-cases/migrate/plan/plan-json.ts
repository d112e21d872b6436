import { type PlanReport } from './plan-report.ts';

/** A plan for programs. */
export function planJson({ database, pending, isNextKnown, components }: PlanReport): object {
  return {
    database: database.reachable ? { reachable: true, ...database.state } : database,
    pending,
    nextKnown: isNextKnown,
    components: components.map(({ name, version, statements }) => ({
      name,
      version: version ?? null,
      statements: statements.map((one) => ({
        migration: one.migration ?? null,
        line: one.statement.line,
        sql: one.statement.text,
        class: one.class,
        failure: one.failure?.message ?? null,
        owner: one.owner ?? null,
        rows: one.rows.map(({ table, answer, tenants }) => ({
          table,
          ...answer,
          ...(tenants && { tenants: 'rows' in tenants ? tenants.rows : null }),
        })),
        findings: one.findings.map(({ rule, class: weight, what, instead, component, allowance }) => ({
          rule,
          class: weight,
          component,
          what,
          instead,
          allowance: allowance ?? null,
        })),
      })),
    })),
  };
}
