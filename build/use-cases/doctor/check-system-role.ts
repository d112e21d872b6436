import { type ClientBase } from 'pg';
import { quoteIdentifier } from '../../postgres/names/quote-identifier.ts';
import { sqlTable } from '../migrate/tenants/tenant-gap.ts';
import { type TenantTable } from '../migrate/tenants/tenant-table.ts';
import { systemRoleEnding } from './check-app-role.ts';
import { type Finding } from './finding.ts';

interface SystemRoleFacts {
  readonly app: string;
  readonly name: string;
  /** Whether the application's own role is one that no policy holds for: it needs no other. */
  readonly isNeedless: boolean;
  readonly isThere: boolean;
  readonly bypasses: boolean;
  readonly isSuperuser: boolean;
  readonly canLogIn: boolean;
  readonly owns: readonly string[];
  readonly mayBecome: boolean;
  /** Other roles it may become in turn that are superusers or bypass policies. */
  readonly becomes: readonly string[];
  /** Tables of tenants on which it lacks a right that the application has. */
  readonly lacks: readonly string[];
}

const query = `SELECT app.rolname::text AS app, app.rolname || '${systemRoleEnding}' AS name,
  app.rolsuper OR app.rolbypassrls AS "isNeedless", r.oid IS NOT NULL AS "isThere",
  coalesce(r.rolbypassrls, false) AS bypasses, coalesce(r.rolsuper, false) AS "isSuperuser",
  coalesce(r.rolcanlogin, false) AS "canLogIn",
  ARRAY(SELECT pg_describe_object(d.classid, d.objid, 0) FROM pg_shdepend d
    WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid AND d.deptype = 'o'
      AND d.dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database())) ORDER BY 1 LIMIT 3) AS owns,
  coalesce(pg_has_role(app.oid, r.oid, 'MEMBER'), false) AS "mayBecome",
  ARRAY(SELECT o.rolname::text FROM pg_roles o WHERE (o.rolsuper OR o.rolbypassrls) AND o.oid <> r.oid
    AND pg_has_role(r.oid, o.oid, 'MEMBER') ORDER BY 1) AS becomes,
  ARRAY(SELECT t.name FROM unnest($1::text[]) WITH ORDINALITY t(name, at)
    WHERE r.oid IS NOT NULL AND to_regclass(t.name) IS NOT NULL AND EXISTS (
      SELECT FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) p
      WHERE has_table_privilege(app.oid, to_regclass(t.name)::oid, p)
        AND NOT has_table_privilege(r.oid, to_regclass(t.name)::oid, p)) ORDER BY t.at) AS lacks
  FROM pg_roles app LEFT JOIN pg_roles r ON r.rolname = app.rolname || '${systemRoleEnding}'
  WHERE app.rolname = session_user`;

/**
 * The role that the application becomes, for the length of a transaction, where a component asks for the rows of all tenants.
 * It can do what the application can, but for policies: no more, and not as a login of its own.
 */
export async function checkSystemRole(
  client: Pick<ClientBase, 'query'>,
  tables: readonly TenantTable[],
): Promise<readonly Finding[]> {
  const { rows } = await client.query<SystemRoleFacts>(query, [tables.map(sqlTable)]);
  return rows.flatMap(systemRoleFindings);
}

function systemRoleFindings(facts: SystemRoleFacts): Finding[] {
  const check = 'system-role';
  const { app, name, isNeedless } = facts;
  if (isNeedless) return [];
  const [role, to] = [quoteIdentifier(name), quoteIdentifier(app)];
  if (!facts.isThere) {
    const message = `There is no role "${name}": asSystem(reason, { tenants: 'all' }) is refused.`;
    const mend = `CREATE ROLE ${role} NOLOGIN BYPASSRLS; GRANT ${role} TO ${to}, and rights on the tables: docs/maintainers/provisioning.md`;
    return [{ check, status: 'note', message, mend }];
  }
  const error = (message: string, mend: string): Finding => ({
    check,
    status: 'error',
    message: `The role "${name}" for work on all tenants ${message}`,
    mend,
  });
  const found = [
    ...(facts.isSuperuser ? [error('is a superuser.', `ALTER ROLE ${role} NOSUPERUSER BYPASSRLS`)] : []),
    ...(facts.bypasses || facts.isSuperuser
      ? []
      : [error('lacks BYPASSRLS: it sees no row.', `ALTER ROLE ${role} BYPASSRLS`)]),
    ...(facts.canLogIn ? [error('can log in by itself.', `ALTER ROLE ${role} NOLOGIN`)] : []),
    ...(facts.owns.length > 0
      ? [error(`owns ${facts.owns.join(', ')}.`, `ALTER … OWNER TO the role that migrates`)]
      : []),
    ...(facts.mayBecome
      ? []
      : [error(`is not granted to "${app}", which has to become it.`, `GRANT ${role} TO ${to}`)]),
    ...(facts.becomes.length > 0
      ? [
          error(
            `may become ${facts.becomes.join(', ')}.`,
            `REVOKE ${facts.becomes.map(quoteIdentifier).join(', ')} FROM ${role}`,
          ),
        ]
      : []),
    ...(facts.lacks.length > 0
      ? [
          error(
            `lacks rights that "${app}" has on ${facts.lacks.join(', ')}.`,
            `GRANT SELECT, INSERT, UPDATE, DELETE ON ${facts.lacks.join(', ')} TO ${role}`,
          ),
        ]
      : []),
  ];
  if (found.length > 0) return found;
  const message = `"${name}" cannot log in, and "${app}" becomes it for work on all tenants`;
  return [{ check, status: 'ok', message }];
}
