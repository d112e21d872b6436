export { type AddedJob } from './queue/queue.port.ts';
export {
  type Concurrency,
  defineJob,
  type JobDefinition,
  type PayloadOf,
  type Retries,
  type Schedule,
} from './define/define-job.ts';
export { type AbortReason, JobAborted, type JobRun, PermanentJobError } from './define/job-run.ts';
export { JobHandler } from './define/job-handler.decorator.ts';
export { type EnqueueOptions, Jobs } from './jobs.service.ts';
export { JobsModule } from './jobs.module.ts';
