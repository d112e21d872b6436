import { type ClientBase } from 'pg';
import { type ConnectionOptions, parseConnectionUrl } from '../../postgres/connection/connection-options.ts';
import { withClient } from '../../postgres/connection/with-session.ts';
import { resolveDatabase } from '../../postgres/which-database.ts';
import { findTenantGaps } from '../migrate/tenants/find-tenant-gaps.ts';
import { readTenantFacts } from '../migrate/tenants/read-tenant-facts.ts';
import { type TenantTable } from '../migrate/tenants/tenant-table.ts';
import { checkAppRole } from './check-app-role.ts';
import { checkSystemRole } from './check-system-role.ts';
import { type Check, type Finding, type Patient } from './finding.ts';
import { messageOf } from './message-of.ts';
import { findTwoTenants, probeTenants } from './probe-tenants.ts';

const check = 'tenants';

/**
 * For `--database`: the application's role has no more rights than it needs, and the tables of tenant models keep tenants
 * apart, by what the catalog says and by trying it. Leaves nothing behind.
 */
export function checkTenantTables(tenants: Promise<readonly TenantTable[]>): Check {
  return async (patient) => {
    const tables = await tenants;
    try {
      const app = await connectionOf(patient, 'app');
      const migration = await connectionOf(patient, 'migration');
      if (!app || !migration) return [embeddedNote];
      return await withClient(app, async (client) => [
        ...(await checkAppRole(client)),
        ...(tables.length > 0 ? await checkSystemRole(client, tables) : []),
        ...(await checkTables(client, tables, migration)),
      ]);
    } catch (error) {
      return [{ check, status: 'error', message: `The tenants cannot be examined: ${messageOf(error)}` }];
    }
  };
}

const embeddedNote: Finding = {
  check,
  status: 'note',
  message: 'The embedded database has one role for everything, a superuser: no policy holds for it.',
  mend: 'npx tessera doctor --database with DATABASE_URL and MIGRATION_DATABASE_URL of a provisioned database',
};

/** @returns undefined for the embedded database */
async function connectionOf(
  { projectDir, env }: Patient,
  use: 'app' | 'migration',
): Promise<ConnectionOptions | undefined> {
  const choice = await resolveDatabase(projectDir, env, use);
  return choice.kind === 'external' ? parseConnectionUrl(choice.url, projectDir) : undefined;
}

async function checkTables(
  client: ClientBase,
  tables: readonly TenantTable[],
  migration: ConnectionOptions,
): Promise<readonly Finding[]> {
  if (tables.length === 0) return [{ check, status: 'ok', message: 'no model belongs to tenants' }];
  const facts = await readTenantFacts(client, tables);
  const { gaps, obstacles } = findTenantGaps(facts);
  const findings: Finding[] = [];
  for (const table of tables) {
    const lacks = [...new Set(gaps.filter((gap) => gap.table === table).map((gap) => gap.lacks))];
    const own = obstacles.filter((one) => one.table === table);
    findings.push(
      ...(facts.has(table) ? [] : [missing(table)]),
      ...(lacks.length > 0 ? [unprotected(table, lacks)] : []),
      ...own.map(({ message, hint }): Finding => ({ check, status: 'error', message, mend: hint })),
    );
    if (facts.has(table)) findings.push(await probe(client, table, migration));
  }
  return findings;
}

function missing({ model, name }: TenantTable): Finding {
  const message = `Tenant model "${model}" has no table "${name}" with its tenant's column in this database.`;
  return { check, status: 'error', message, mend: 'npx prisma migrate deploy' };
}

function unprotected({ model }: TenantTable, lacks: readonly string[]): Finding {
  return {
    check,
    status: 'error',
    message: `The table of tenant model "${model}" lacks ${lacks.join(', ')}.`,
    mend: 'npx tessera migrate tenants, and npx prisma migrate deploy',
  };
}

async function probe(client: ClientBase, table: TenantTable, migration: ConnectionOptions): Promise<Finding> {
  const { model } = table;
  try {
    const tenants = await withClient(migration, (owner) => findTwoTenants(owner, table));
    const found = await probeTenants(client, table, tenants);
    switch (found.kind) {
      case 'apart':
        return {
          check,
          status: 'ok',
          message: `"${model}": two tenants on one connection see nothing of each other`,
        };
      case 'blind': {
        const message = `"${model}" has no rows of two tenants yet: the probe had nothing to find.`;
        return { check, status: 'note', message };
      }
      case 'leaks':
        return {
          check,
          status: 'error',
          message: `"${model}": ${found.how}.`,
          mend: 'see the other findings',
        };
    }
  } catch (error) {
    return {
      check,
      status: 'error',
      message: `"${model}" cannot be probed: ${messageOf(error)}`,
      mend: 'the role of MIGRATION_DATABASE_URL needs BYPASSRLS, that of DATABASE_URL rights on the table: docs/maintainers/provisioning.md',
    };
  }
}
