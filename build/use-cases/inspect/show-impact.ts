import { type Outcome } from '../../diagnostics/outcome.ts';
import { type ComponentUse } from '../../pipeline/graph/component-uses.ts';
import { componentImpact, type Dependant } from './component-impact.ts';
import { componentInfo, type ComponentInfo } from './component-info.ts';
import { countImpactRows, type ImpactRows } from './count-impact-rows.ts';
import { inspectComponent } from './inspect-project.ts';
import { type Reached } from './reach-database.ts';

/** A dependant with what it owns. */
export interface AffectedComponent extends Dependant {
  readonly info: ComponentInfo | undefined;
}

/** What a change of one component, or its end, means to others. */
export interface ImpactReport {
  readonly info: ComponentInfo;
  /** Nearest first, then by name. */
  readonly affected: readonly AffectedComponent[];
  /** Fields that go with it, in components it depends on. */
  readonly otherSides: readonly ComponentUse[];
  readonly rows: Reached<ImpactRows>;
}

/** Who would feel it if the component changed or went away, in code and in rows. */
export async function showImpact(
  name: string,
  projectDir: string,
  env: NodeJS.ProcessEnv,
): Promise<Outcome<ImpactReport>> {
  return await inspectComponent(name, projectDir, async (info, project) => {
    const { dependants, otherSides } = componentImpact(name, project.graph, project.uses);
    const affected = dependants.map((one) => ({ ...one, info: componentInfo(one.name, project) }));
    const rows = await countImpactRows(info, project, env);
    const problems = [info, ...affected.map((one) => one.info)].flatMap((one) => one?.problems ?? []);
    return { value: { info, affected, otherSides, rows }, problems };
  });
}
