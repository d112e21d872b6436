import { type ScanCache } from './compose/scanned-component.ts';
import { createDiscoverCache, type DiscoverCache } from './discover/discover-cache.ts';
import { type ComponentSource } from './discover/read-sources.ts';
import { FileMemo } from './files/file-memo.ts';
import { createPlanValidator, type PlanValidator } from './validate/plan-validator.ts';

/** What one process keeps between runs of one project. */
export interface PipelineCache {
  readonly discover: DiscoverCache;
  readonly scans: ScanCache;
  /** Digests and imports of the components' files. */
  readonly sources: FileMemo<ComponentSource>;
  readonly validator: PlanValidator;
  /** Texts of the generated files as they are on disk. */
  readonly outputs: FileMemo<string>;
}

export function createPipelineCache(): PipelineCache {
  return {
    discover: createDiscoverCache(),
    scans: new Map(),
    sources: new FileMemo(),
    validator: createPlanValidator(),
    outputs: new FileMemo(),
  };
}
