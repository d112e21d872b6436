import path from 'node:path';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { environmentFault, type Unchanged, unchanged } from '../../diagnostics/outcome.ts';
import { type DiscoveredComponent, isAroundProject } from '../../model/discovered-component.ts';
import { packIntoFolder } from '../pack/pack-into-folder.ts';

/** A component as it is packed for a host. */
export interface PackedForHost {
  readonly component: DiscoveredComponent;
  readonly package: string;
  /** Absolute. */
  readonly tarball: string;
  /** Absolute. */
  readonly folder: string;
}

interface PackPlace {
  /** Absolute. */
  readonly projectDir: string;
  /** Absolute; packages are put below it. */
  readonly scratch: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Packs a component and what it requires as they would be published; what is installed from a package already is left out.
 *
 * @returns the component first, or why one cannot be packed
 */
export async function packForHost(
  component: DiscoveredComponent,
  components: readonly DiscoveredComponent[],
  place: PackPlace,
): Promise<readonly [PackedForHost, ...PackedForHost[]] | Unchanged> {
  if (isInstalled(component)) return environmentFault([notPacked(component)]);
  const first = await pack(component, place);
  if (!('tarball' in first)) return first;
  const others: PackedForHost[] = [];
  for (const one of components) {
    if (one === component || isInstalled(one)) continue;
    const outcome = await pack(one, place);
    if (!('tarball' in outcome)) return outcome;
    others.push(outcome);
  }
  return [first, ...others];
}

/** From a package of others. */
export function isInstalled(component: DiscoveredComponent): boolean {
  return component.package !== undefined && !isAroundProject(component);
}

async function pack(
  component: DiscoveredComponent,
  { projectDir, scratch, env }: PackPlace,
): Promise<PackedForHost | Unchanged> {
  const { name } = component;
  const out = path.join(scratch, 'packages', name);
  const outcome = await packIntoFolder({ name, projectDir, out, tgz: true, force: false, env });
  if (outcome.kind === 'partly') return environmentFault(outcome.problems);
  if (outcome.kind !== 'done') return unchanged(outcome);
  const { tarball, folder, package: packageName } = outcome.value;
  if (tarball === undefined) return environmentFault([notPacked(component)]);
  return { component, package: packageName, tarball, folder };
}

function notPacked({ name, path: at }: DiscoveredComponent): Diagnostic {
  return {
    code: 'CALL.INVALID',
    severity: 'error',
    component: name,
    message: `"${name}" comes from a package, ${at}: its authors verify it.`,
  };
}
