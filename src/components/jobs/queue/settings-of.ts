import { type JobDefinition } from '../define/define-job.ts';
import { type QueueSettings } from './queue.port.ts';

/** The queue that the jobs of a definition are in. With a limit for each tenant each tenant has one, so that one at its limit holds up no other one. */
export function settingsOf(definition: JobDefinition, tenant: string | undefined): QueueSettings {
  const { name, retries, unique, concurrency } = definition;
  const isOwn = concurrency.perTenant !== undefined && tenant !== undefined;
  return {
    name: isOwn ? `${name}@${tenant}` : name,
    unique,
    retryLimit: retries.limit,
    retryDelay: retries.delay,
    backOff: retries.backOff,
  };
}
