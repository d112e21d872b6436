import { holdsPermission, type Principal } from '@/platform';
import { type JobDefinition } from '../define/define-job.ts';
import { type JobData } from '../queue/job-data.ts';
import { type AttemptSurroundings } from './attempt-tools.ts';

/**
 * For whom a job runs: who made it, with what that principal may by now, and no more than the definition names. One that
 * no source of principals knows is taken at its word of then.
 *
 * @returns undefined for a principal that may do nothing any more.
 */
export async function principalOfJob(
  principals: Pick<AttemptSurroundings, 'renew'>,
  { permissions }: Pick<JobDefinition, 'permissions'>,
  { by, tenant, permissions: captured }: Pick<JobData, 'by' | 'tenant' | 'permissions'>,
): Promise<Principal | undefined> {
  const renewed = by.kind === 'system' || by.kind === 'anonymous' ? undefined : await principals.renew(by);
  if (renewed === null) return undefined;
  const granted = renewed?.permissions ?? captured;
  return {
    kind: by.kind,
    id: by.id,
    tenantId: tenant,
    permissions: permissions.filter((permission) => holdsPermission(granted, permission)),
  };
}
