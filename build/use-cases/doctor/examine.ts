import { type ProjectConfig } from '../../config/project-config.ts';
import { checkCopies } from './check-copies.ts';
import { checkDatabase } from './check-database.ts';
import { checkDisk } from './check-disk.ts';
import { checkEnvironment } from './check-environment.ts';
import { checkServerExtensions } from './check-server-extensions.ts';
import { checkGitIgnore } from './check-git-ignore.ts';
import { checkLines } from './check-lines.ts';
import { checkLockfile } from './check-lockfile.ts';
import { checkNode } from './check-node.ts';
import { checkNpm } from './check-npm.ts';
import { checkPort } from './check-port.ts';
import { checkPrisma } from './check-prisma.ts';
import { checkTenantTables } from './check-tenant-tables.ts';
import { type Composition, compositionFindings } from './check-composition.ts';
import { type Finding, type Patient } from './finding.ts';

export interface Examination {
  readonly config: Pick<ProjectConfig, 'schemaDir' | 'generatedDir' | 'migrationsDir' | 'packages'>;
  readonly compose: () => Promise<Composition>;
  /** For example `20.19.1`. */
  readonly nodeVersion: string;
  /** Whether roles and tenants of the database are examined, too. */
  readonly withDatabase: boolean;
}

/** Every check at once; the findings in an order that reads well: the machine, the packages, the project. */
export async function examine(patient: Patient, examination: Examination): Promise<readonly Finding[]> {
  const { config, compose, nodeVersion, withDatabase } = examination;
  const composition = compose();
  const checks = [
    checkNode(nodeVersion),
    checkNpm,
    checkPrisma,
    checkLines,
    checkCopies(config.packages),
    checkLockfile,
    checkGitIgnore(config),
    checkEnvironment,
    checkDatabase(config.migrationsDir),
    checkServerExtensions(composition.then(({ extensions }) => extensions)),
    ...(withDatabase ? [checkTenantTables(composition.then(({ tenants }) => tenants))] : []),
    checkPort,
    checkDisk,
    async () => compositionFindings(await composition),
  ];
  return (await Promise.all(checks.map((check) => check(patient)))).flat();
}
