import { Injectable } from '@nestjs/common';
import { ComponentCommand, type ComponentCommandRunner } from '@/platform';
import { z } from 'zod';
import { JobDesk } from '../admin/job-desk.ts';
import { type JobView, States } from '../admin/job-view.ts';
import { readArguments } from './read-arguments.ts';

const Id = z.uuid();

/** The dead letters, or what else there is. */
@Injectable()
@ComponentCommand({
  component: 'jobs',
  name: 'list',
  summary: 'List jobs, newest first ([--state STATE] [--job NAME] [--limit N] [--json])',
})
export class ListJobsCommand implements ComponentCommandRunner {
  constructor(private readonly desk: JobDesk) {}

  async run(args: readonly string[]): Promise<string> {
    const { values, isJson } = readArguments(args, {
      state: States.optional(),
      job: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    });
    const { items } = await this.desk.list({ state: values.state, queue: values.job }, values);
    if (isJson) return JSON.stringify({ jobs: items });
    return items.length === 0 ? 'There are no such jobs.' : items.map(lineOf).join('\n');
  }
}

@Injectable()
@ComponentCommand({
  component: 'jobs',
  name: 'retry',
  summary: 'Send failed and cancelled jobs again (ID… or --job NAME for all its dead letters, [--json])',
})
export class RetryJobsCommand implements ComponentCommandRunner {
  constructor(private readonly desk: JobDesk) {}

  async run(args: readonly string[]): Promise<string> {
    const { values, words, isJson } = readArguments(args, { job: z.string().optional() }, Id);
    const done: JobView[] = [];
    for (const id of words) done.push(await this.desk.retry(id));
    if (values.job !== undefined) {
      for (;;) {
        // What was sent again is no longer failed, so that the first page is always the next one.
        const { items } = await this.desk.list({ state: 'failed', queue: values.job }, { limit: 100 });
        if (items.length === 0) break;
        for (const { id } of items) done.push(await this.desk.retry(id));
      }
    }
    return isJson ? JSON.stringify({ jobs: done }) : `Sent again: ${done.length}.`;
  }
}

@Injectable()
@ComponentCommand({ component: 'jobs', name: 'cancel', summary: 'Cancel jobs (ID…, [--json])' })
export class CancelJobsCommand implements ComponentCommandRunner {
  constructor(private readonly desk: JobDesk) {}

  async run(args: readonly string[]): Promise<string> {
    const { words, isJson } = readArguments(args, {}, Id, 1);
    const done: JobView[] = [];
    for (const id of words) done.push(await this.desk.cancel(id));
    return isJson ? JSON.stringify({ jobs: done }) : `Cancelled: ${done.length}.`;
  }
}

@Injectable()
@ComponentCommand({ component: 'jobs', name: 'pause', summary: 'Let no more jobs of queues begin (NAME…)' })
export class PauseQueueCommand implements ComponentCommandRunner {
  constructor(private readonly desk: JobDesk) {}

  async run(args: readonly string[]): Promise<string> {
    const { words, isJson } = readArguments(args, {}, z.string(), 1);
    for (const name of words) await this.desk.pause(name);
    return isJson ? JSON.stringify({ paused: words }) : `Paused: ${words.join(', ')}.`;
  }
}

@Injectable()
@ComponentCommand({ component: 'jobs', name: 'resume', summary: 'Let paused queues go on (NAME…)' })
export class ResumeQueueCommand implements ComponentCommandRunner {
  constructor(private readonly desk: JobDesk) {}

  async run(args: readonly string[]): Promise<string> {
    const { words, isJson } = readArguments(args, {}, z.string(), 1);
    for (const name of words) await this.desk.resume(name);
    return isJson ? JSON.stringify({ resumed: words }) : `Going on: ${words.join(', ')}.`;
  }
}

@Injectable()
@ComponentCommand({ component: 'jobs', name: 'queues', summary: 'List queues with their counts ([--json])' })
export class ListQueuesCommand implements ComponentCommandRunner {
  constructor(private readonly desk: JobDesk) {}

  async run(args: readonly string[]): Promise<string> {
    const { isJson } = readArguments(args, {});
    const queues = await this.desk.queues();
    if (isJson) return JSON.stringify({ queues });
    const lines = queues.map(({ job, isPaused, counts: { waiting, retrying, running, failed } }) => {
      const state = isPaused ? 'paused' : 'open';
      return `${job}  ${state}  waiting ${waiting}  retrying ${retrying}  running ${running}  failed ${failed}`;
    });
    return lines.length === 0 ? 'There are no queues.' : lines.join('\n');
  }
}

function lineOf({ id, job, state, attempts, maxAttempts, createdAt, failure }: JobView): string {
  const why = failure === null ? '' : `  ${failure.reason}: ${failure.message}`;
  return `${id}  ${job}  ${state}  ${attempts}/${maxAttempts}  ${createdAt}${why}`;
}
