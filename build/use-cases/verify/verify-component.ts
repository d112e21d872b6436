import path from 'node:path';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import {
  done,
  environmentFault,
  knownOf,
  type Outcome,
  refused,
  unchanged,
} from '../../diagnostics/outcome.ts';
import { describeFailure } from '../../files/describe-failure.ts';
import { type DiscoveredComponent, isAroundProject, manifestFile } from '../../model/discovered-component.ts';
import { loadProject } from '../../pipeline/project/load-project.ts';
import { chooseComponents } from '../component-test/choose-components.ts';
import { choosePlatforms } from './choose-versions.ts';
import { findMissingFiles } from './find-missing-files.ts';
import { checkInHost, type HostCheck } from './host-checks.ts';
import { homeOfAuthor, hostOf, packagesOfAuthor } from './host-of.ts';
import { packForHost } from './pack-for-host.ts';
import { makeScratch, type Scratch } from './scratch-host.ts';

export interface VerifyRequest {
  /** @default the component that the project is inside of */
  readonly name?: string | undefined;
  /** Absolute. */
  readonly projectDir: string;
  /** Versions and tarballs (absolute) of the platform to try, instead of what `engines` says. */
  readonly platforms: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Hears of each check as it ends. */
  readonly onCheck: (check: HostCheck) => void;
}

export interface VerifyReport {
  readonly component: string;
  readonly package: string;
  readonly version: string;
  readonly checks: readonly HostCheck[];
}

/**
 * Tries a component as others will have it: packs it, looks whether the tarball has every file that its package.json names,
 * and installs it into scratch hosts, with the lowest and the newest platform it says it works with, where it is composed,
 * typed, held against the contract and tested. The project is not written to, and the hosts go.
 */
export async function verifyComponent(request: VerifyRequest): Promise<Outcome<VerifyReport>> {
  const loaded = await loadProject(request.projectDir);
  const project = knownOf(loaded);
  if (!project || loaded.kind === 'environment') return unchanged(loaded);
  const name = request.name ?? project.components.find(isAroundProject)?.name;
  if (name === undefined) return environmentFault([noName]);
  const chosen = chooseComponents(project.config, name);
  if (!chosen.ok) return environmentFault([chosen.problem]);
  const scratch = makeScratch();
  try {
    return await verifyIn(scratch, request, project.config, chosen);
  } catch (error) {
    if (request.signal.aborted) return environmentFault([stopped]);
    const failure = describeFailure(error, request.projectDir);
    if (!failure) throw error;
    return environmentFault([failure]);
  } finally {
    scratch.remove();
  }
}

async function verifyIn(
  scratch: Scratch,
  request: VerifyRequest,
  config: ProjectConfig,
  { component, components }: { component: DiscoveredComponent; components: readonly DiscoveredComponent[] },
): Promise<Outcome<VerifyReport>> {
  const { projectDir, env, signal } = request;
  const packed = await packForHost(component, components, { projectDir, scratch: scratch.dir, env });
  if ('kind' in packed) return packed;
  const [own] = packed;
  const { name, version } = component;
  const checks: HostCheck[] = [];
  const report: VerifyReport = { component: name, package: own.package, version, checks };
  const missing = await findMissingFiles(own, manifestFile(component));
  if (missing.length > 0) return refused(missing, report);
  const platforms = await choosePlatforms({
    component: name,
    range: component.engine?.range,
    asked: request.platforms,
    installed: packagesOfAuthor(component, config)['nestjs-tessera'],
    cwd: projectDir,
    env,
  });
  if ('code' in platforms) return environmentFault([platforms], report);
  const settings = path.join(homeOfAuthor(component, config), '.npmrc');
  for (const [index, platform] of platforms.entries()) {
    const { files, hasTests } = hostOf(packed, components, config, platform);
    const dir = scratch.writeHost(`host-${String(index + 1)}`, files, settings);
    for await (const check of checkInHost({ component: name, platform, dir, hasTests, env, signal })) {
      checks.push(check);
      request.onCheck(check);
    }
  }
  const problems = checks.flatMap((one) => one.problems);
  return problems.length === 0 ? done(report) : refused(problems, report);
}

const noName: Diagnostic = {
  code: 'CALL.INVALID',
  severity: 'error',
  message: 'Which component is to be verified? This project is not the playground of one.',
  hint: 'Name it: tessera component verify crm.',
};

const stopped: Diagnostic = {
  code: 'CALL.CANCELLED',
  severity: 'error',
  message: 'Stopped: nothing is left of the run.',
};
