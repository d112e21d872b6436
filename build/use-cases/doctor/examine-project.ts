import { done, environmentFault, type Outcome, refused } from '../../diagnostics/outcome.ts';
import { missingProject } from '../../pipeline/project/load-project.ts';
import { examine } from './examine.ts';
import { type Finding, type Patient } from './finding.ts';
import { inspectComposition } from './inspect-composition.ts';

/**
 * Examines machine and project; changes nothing. A finding is an answer of its own, and no diagnostic: refused with an
 * error of the project, an environment fault with one of the machine.
 *
 * @param nodeVersion for example `20.19.1`
 * @param withDatabase examines roles and tenants of the database, too
 */
export async function examineProject(
  { projectDir, env }: Patient,
  nodeVersion: string,
  withDatabase = false,
): Promise<Outcome<readonly Finding[]>> {
  const missing = missingProject(projectDir);
  if (missing) return missing;
  const { config, compose } = await inspectComposition(projectDir);
  const findings = await examine({ projectDir, env }, { config, compose, nodeVersion, withDatabase });
  const errors = findings.filter(({ status }) => status === 'error');
  if (errors.some(({ about }) => about === 'machine')) return environmentFault([], findings);
  return errors.length > 0 ? refused([], findings) : done(findings);
}
