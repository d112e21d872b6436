import { type ClientBase } from 'pg';
import { type Finding } from './finding.ts';

interface RoleFacts {
  readonly name: string;
  readonly isSuperuser: boolean;
  readonly bypasses: boolean;
  /** What it owns in this database and of the whole server, in PostgreSQL's words; a few of them. */
  readonly owns: readonly string[];
  /** Roles it may become that are superusers or bypass policies; not the one that is made for that. */
  readonly becomes: readonly string[];
}

/** The role that the application becomes for work on all tenants: its own name with this at the end. */
export const systemRoleEnding = '_system';

const query = `SELECT r.rolname::text AS name, r.rolsuper AS "isSuperuser", r.rolbypassrls AS bypasses,
  ARRAY(SELECT pg_describe_object(d.classid, d.objid, 0) FROM pg_shdepend d
    WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid AND d.deptype = 'o'
      AND d.dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
      AND NOT (d.classid = 'pg_database'::regclass AND d.objid <> (SELECT oid FROM pg_database WHERE datname = current_database()))
    ORDER BY 1 LIMIT 3) AS owns,
  ARRAY(SELECT o.rolname::text FROM pg_roles o WHERE (o.rolsuper OR o.rolbypassrls) AND o.oid <> r.oid
    AND NOT r.rolsuper AND pg_has_role(r.oid, o.oid, 'MEMBER')
    AND o.rolname <> r.rolname || '${systemRoleEnding}' ORDER BY 1) AS becomes
  FROM pg_roles r WHERE r.rolname = session_user`;

/** The role of the application may read and write rows, and nothing else: policies hold for it. */
export async function checkAppRole(client: Pick<ClientBase, 'query'>): Promise<readonly Finding[]> {
  const { rows } = await client.query<RoleFacts>(query);
  return rows.flatMap(roleFindings);
}

function roleFindings({ name, isSuperuser, bypasses, owns, becomes }: RoleFacts): Finding[] {
  const check = 'database-role';
  const error = (message: string, mend: string): Finding => ({ check, status: 'error', message, mend });
  const role = `The role "${name}" of the application`;
  const other = 'give the application a role of its own: docs/maintainers/provisioning.md';
  const found = [
    ...(isSuperuser ? [error(`${role} is a superuser: no policy holds for it.`, other)] : []),
    ...(bypasses && !isSuperuser
      ? [error(`${role} has BYPASSRLS: no policy holds for it.`, `ALTER ROLE "${name}" NOBYPASSRLS`)]
      : []),
    ...(becomes.length > 0
      ? [
          error(
            `${role} may become ${becomes.join(', ')}, for whom no policy holds.`,
            `REVOKE ${becomes.map((one) => `"${one}"`).join(', ')} FROM "${name}"`,
          ),
        ]
      : []),
    ...(owns.length > 0
      ? [error(`${role} owns ${owns.join(', ')}: an owner can take a policy away.`, other)]
      : []),
  ];
  if (found.length > 0) return found;
  return [{ check, status: 'ok', message: `"${name}" owns nothing, and policies hold for it` }];
}
