import { type ProjectConfig } from '../config/project-config.ts';
import { type ProjectFiles } from '../files/project-files.ts';
import { noCache } from '../incremental/derive.ts';
import { noTools } from '../incremental/run-tools.ts';
import { type DiscoveredComponent } from '../model/discovered-component.ts';
import { discoverComponents } from './discover/discover-components.ts';
import { applyStates } from './lock/apply-states.ts';
import { readCurrentLock } from './lock/lock-change.ts';
import { type RetiredComponent } from './compose/retired-component.ts';

/** The components of a project as the lock wants them, for those who only choose among them. */
export interface ComponentsInUse {
  /** Sorted by name; without those that are retired or purged. */
  readonly components: readonly DiscoveredComponent[];
  readonly retired: readonly RetiredComponent[];
}

/** What is wrong with the project is for the pipeline to report. */
export function componentsInUse(config: ProjectConfig, files: ProjectFiles): ComponentsInUse {
  const { entries } = readCurrentLock(noCache, config, files);
  return applyStates(noCache, discoverComponents(config, files, noTools), entries ?? new Map());
}
