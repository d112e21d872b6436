import { type ProjectConfig } from '../config/project-config.ts';
import { oneLook } from '../files/one-look.ts';
import { type ProjectFiles } from '../files/project-files.ts';
import { type RunTools } from '../incremental/run-tools.ts';
import { type DiscoveredComponent } from '../model/discovered-component.ts';
import { beginDiscovery } from './discover/discover-components.ts';
import { discoverMigrations } from './discover/discover-migrations.ts';
import { type ComponentSources, readSources } from './discover/read-sources.ts';
import { applyStates, leaveOutAway, type StatedComponents } from './lock/apply-states.ts';
import { type CurrentLock, type LockEdit, readCurrentLock } from './lock/lock-change.ts';
import { type LockEntries } from './lock/lock-file.ts';

/** The components that are in use, with the bytes of everything they consist of. */
export interface DiscoveredProject extends StatedComponents {
  /** Folder names, oldest first. */
  readonly migrations: readonly string[];
  readonly sources: ComponentSources;
  /** As they were read. */
  readonly files: ProjectFiles;
}

/** A project as far as its schema needs it; the rest is read while the other core works. */
export interface FoundProject {
  /** With the decision that is about to be written. */
  readonly lock: CurrentLock;
  /** Of that lock. */
  readonly states: LockEntries;
  /** Without those that are retired or purged, and without modules. */
  readonly components: readonly DiscoveredComponent[];
  /** The modules of the components, their code, and the migrations. */
  readonly complete: () => DiscoveredProject;
}

const none: LockEntries = new Map();

/** Step 1. Reads a project; each folder is listed and each file read once. */
export function discoverProject(
  config: ProjectConfig,
  files: ProjectFiles,
  tools: RunTools,
  edit: LockEdit | undefined,
): FoundProject {
  const { cache } = tools;
  const seen = oneLook(files);
  const lock = readCurrentLock(cache, config, files, edit);
  const states = lock.entries ?? none;
  const begun = beginDiscovery(config, seen, tools);
  return {
    lock,
    states,
    components: leaveOutAway(begun.components, states),
    complete() {
      const discovery = applyStates(cache, begun.complete(), states);
      return {
        ...discovery,
        migrations: discoverMigrations(config, files),
        sources: readSources(config, discovery.components, seen, cache),
        files: seen,
      };
    },
  };
}
