import { acquireDatabase } from '../../postgres/embedded/acquire-database.ts';
import { readDatabaseStatus } from '../../postgres/embedded/control-database.ts';
import { resolveDatabase } from '../../postgres/which-database.ts';
import { parseConnectionUrl } from '../../postgres/connection/connection-options.ts';
import { availableExtensions } from '../../postgres/catalog/available-extensions.ts';
import { type Check, type Finding, type Patient } from './finding.ts';

/** The server has the extensions the project needs. A server that does not answer is the business of another check. */
export function checkServerExtensions(needed: Promise<readonly string[]>): Check {
  return async (patient) => {
    const names = await needed;
    if (names.length === 0) return [];
    const available = await readAvailable(patient).catch(() => undefined);
    return available ? extensionFindings(names, available) : [];
  };
}

/** @param available what `CREATE EXTENSION` could make on the server */
export function extensionFindings(
  needed: readonly string[],
  available: ReadonlySet<string>,
): readonly Finding[] {
  const missing = needed.filter((name) => !available.has(name));
  const check = 'extensions';
  if (missing.length === 0) {
    return [{ check, status: 'ok', message: `the server has ${needed.join(', ')}` }];
  }
  return [
    {
      check,
      status: 'error',
      about: 'machine',
      message: `The database server lacks ${missing.join(', ')}, which the project needs.`,
      mend: 'install the package that has it on the server (of PostgreSQL itself: postgresql-contrib), or use another server',
    },
  ];
}

/** @returns undefined when the embedded server does not run, which is no reason to start it */
async function readAvailable({ projectDir, env }: Patient): Promise<ReadonlySet<string> | undefined> {
  const choice = await resolveDatabase(projectDir, env, 'migration');
  if (choice.kind === 'external')
    return await availableExtensions(parseConnectionUrl(choice.url, projectDir));
  const status = await readDatabaseStatus(projectDir);
  if (!status.running || status.phase !== 'ready') return undefined;
  const lease = await acquireDatabase(projectDir, { purpose: 'tessera doctor' });
  return await availableExtensions(parseConnectionUrl(lease.url, projectDir)).finally(() => lease.release());
}
