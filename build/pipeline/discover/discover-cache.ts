import { FileMemo } from '../../incremental/file-memo.ts';
import { type decodeSchema } from './decode-schema.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { type ParsedModule } from './packages/find-package-modules.ts';
import { type readPackageManifest } from './packages/read-package-manifest.ts';
import { type readManifest } from './read-manifest.ts';
import { type readModule } from './read-module.ts';

/** What a warm process knows about files that have not changed since. */
export interface DiscoverCache {
  readonly schemas: FileMemo<ReturnType<typeof decodeSchema>>;
  readonly manifests: FileMemo<ReturnType<typeof readManifest>>;
  readonly modules: FileMemo<ReturnType<typeof readModule>>;
  readonly packages: FileMemo<ReturnType<typeof readPackageManifest>>;
  readonly packageModules: FileMemo<ParsedModule>;
  /** By path. */
  readonly components: Map<string, DiscoveredComponent>;
}

export function createDiscoverCache(): DiscoverCache {
  return {
    schemas: new FileMemo(),
    manifests: new FileMemo(),
    modules: new FileMemo(),
    packages: new FileMemo(),
    packageModules: new FileMemo(),
    components: new Map(),
  };
}
