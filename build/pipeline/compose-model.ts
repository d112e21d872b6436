import { type ProjectConfig } from '../config/project-config.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { ownVersion } from '../files/own-version.ts';
import { type ProjectFiles } from '../files/project-files.ts';
import { type Cache, derive, Kind } from '../incremental/derive.ts';
import { type NameOwners } from '../model/names/name-owners.ts';
import { checkAccess } from './access/check-access.ts';
import { isAboutNames } from './compose/compose-codes.ts';
import { composeProject } from './compose/compose-project.ts';
import { composeTexts, type ComposedTexts } from './compose/compose-texts.ts';
import { type OutputPlan } from './compose/output-plan.ts';
import { type DiscoveredProject, type FoundProject } from './discover-project.ts';
import { checkOldDoors } from './graph/check-old-doors.ts';
import { checkUses } from './graph/check-uses.ts';
import { type ComponentUse, componentUses } from './graph/component-uses.ts';
import { knownOwners } from './lock/known-owners.ts';

/** Everything that is known of a project before Prisma and the disk are asked. */
export interface ComposedProject {
  readonly project: DiscoveredProject;
  readonly plan: OutputPlan;
  readonly uses: readonly ComponentUse[];
  /** Of discovery and composition. */
  readonly diagnostics: readonly Diagnostic[];
}

interface CheckedUses {
  readonly uses: readonly ComponentUse[];
  readonly diagnostics: readonly Diagnostic[];
}

const owners = new Kind<NameOwners>();
const checked = new Kind<CheckedUses>();

/**
 * Step 2. Puts all texts together in memory, and finds what is wrong with them.
 * @param onTexts hears of the schema before the project is read to its end: the other core may begin with it
 */
export async function composeModel(
  config: ProjectConfig,
  found: FoundProject,
  { files, cache, onTexts }: ComposeTools,
): Promise<ComposedProject> {
  const texts = composeTexts(cache, config, found.components);
  onTexts(texts);
  const project = found.complete();
  const input = { ...project, platformVersion: ownVersion() };
  const compose = (known: NameOwners) => composeProject(cache, config, texts, { ...input, owners: known });
  const known = derive(cache, owners, '', [found.states], () => knownOwners(found.states));
  let plan = compose(known);
  if (plan.diagnostics.some(isAboutNames)) {
    const { recordedOwners } = await import('./lock/recorded-owners.ts');
    // The lock is newer: a table may have gone to another component since a migration made it.
    plan = compose(new Map([...recordedOwners(config, files), ...known]));
  }
  const from = [...plan.components, ...[...project.sources.values()].flat()];
  const { uses, diagnostics } = derive(cache, checked, '', from, () => {
    const all = componentUses(plan.components, project.sources);
    return {
      uses: all,
      diagnostics: [
        ...checkUses(plan.components, all, project.sources),
        ...checkOldDoors(plan.components, project.sources),
      ],
    };
  });
  const open = checkAccess(config.projectDir, plan.components, project.sources, project.files, cache);
  return {
    project,
    plan,
    uses,
    diagnostics: [...project.diagnostics, ...plan.diagnostics, ...diagnostics, ...open],
  };
}

export interface ComposeTools {
  readonly files: ProjectFiles;
  readonly cache: Cache;
  readonly onTexts: (texts: ComposedTexts) => void;
}
