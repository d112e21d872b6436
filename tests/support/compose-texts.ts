import { type OutputPlan } from '../../build/pipeline/compose/output-plan.ts';
import { type DiscoveredComponent } from '../../build/model/discovered-component.ts';
import { type Diagnostic } from '../../build/diagnostics/diagnostic.ts';
import { loadPrismaLint } from '../../build/pipeline/validate/prisma-lint.ts';
import { componentOf, planOf } from './plan-of.ts';
import { validatePlan } from '../../build/pipeline/validate/validate-plan.ts';

/** One schema a component; each requires all that come before it. */
export function componentsOf(schemas: Readonly<Record<string, string>>): DiscoveredComponent[] {
  return Object.entries(schemas).map(([name, text], index, all) => {
    const path = `src/components/${name}`;
    const location = { file: `${path}/component.json`, line: 1, column: 1 };
    return componentOf(name, [{ file: `${path}/prisma/schema.prisma`, text }], {
      requires: all.slice(0, index).map(([required]) => ({ name: required, range: '*', location })),
    });
  });
}

export interface ComposedTexts {
  readonly plan: OutputPlan;
  /** Of a component, without the header. */
  text(component: string): string;
  /** Ours and Prisma's, as `CODE file:line:column+length message`. */
  readonly problems: readonly string[];
}

/** Composes in memory and asks Prisma's own validator. */
export async function composeTexts(components: readonly DiscoveredComponent[]): Promise<ComposedTexts> {
  const plan = planOf(components);
  const found = [...plan.diagnostics, ...validatePlan(plan, await loadPrismaLint())];
  return {
    plan,
    text(component) {
      const file = plan.schemaFiles.find(({ path }) => path.endsWith(`/${component}.prisma`));
      return file?.text.replace(/^(?:\/\/.*\n)+\n/, '') ?? '';
    },
    problems: found.map(describe),
  };
}

function describe({ code, message, location }: Diagnostic): string {
  const { file = '-', line = 0, column = 0, length = 0 } = location ?? {};
  return `${code} ${file.split('/')[2] ?? file}:${line}:${column}+${length} ${message}`;
}
