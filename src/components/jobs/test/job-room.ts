import { Injectable, Module } from '@nestjs/common';
import { currentTenant } from '@/database';
import { currentPrincipal, type Principal } from '@/platform';
import { z } from 'zod';
import {
  defineJob,
  JobHandler,
  type JobRun,
  Jobs,
  JobsModule,
  type PayloadOf,
  PermanentJobError,
} from '../index.ts';

const named = z.object({ name: z.string() });

export const note = defineJob({
  name: 'room.note',
  payload: named,
  retries: { limit: 0 },
  permissions: ['jobs:read'],
});
export const flaky = defineJob({
  name: 'room.flaky',
  payload: z.object({ fails: z.number() }),
  retries: { limit: 3, delay: 0, backOff: false },
});
export const hopeless = defineJob({ name: 'room.hopeless', payload: named });
export const slow = defineJob({ name: 'room.slow', payload: named, timeout: 60 });
export const impatient = defineJob({
  name: 'room.impatient',
  payload: named,
  timeout: 1,
  retries: { limit: 0 },
});
export const single = defineJob({ name: 'room.single', payload: named, concurrency: { total: 1 } });
export const fair = defineJob({ name: 'room.fair', payload: named, concurrency: { perTenant: 1 } });
export const once = defineJob({ name: 'room.once', payload: named, unique: 'unfinished' });
export const exact = defineJob({
  name: 'room.exact',
  payload: named,
  transactional: true,
  retries: { limit: 5, delay: 0, backOff: false },
});

/** What ran, and what is to be held until it is let go. */
@Injectable()
export class Room {
  readonly seen: string[] = [];
  readonly principals: { principal: Principal; tenant: string | undefined }[] = [];
  readonly running = new Map<string, number>();
  most = 0;
  #gates = new Map<string, () => void>();
  readonly #attempts = new Map<string, number>();

  constructor(private readonly jobs: Jobs) {}

  /** Lets a held job go on. */
  open(name: string): void {
    this.#gates.get(name)?.();
  }

  @JobHandler(note)
  write({ name }: PayloadOf<typeof note>): void {
    this.seen.push(name);
    this.principals.push({ principal: currentPrincipal(), tenant: currentTenant() });
  }

  @JobHandler(flaky)
  try({ fails }: PayloadOf<typeof flaky>, { attempt }: JobRun): void {
    this.seen.push(`try ${attempt}`);
    if (attempt <= fails) throw new Error(`attempt ${attempt} fails`);
  }

  @JobHandler(hopeless)
  give({ name }: PayloadOf<typeof hopeless>): void {
    throw new PermanentJobError(`${name} cannot be done`);
  }

  @JobHandler(slow)
  async wait({ name }: PayloadOf<typeof slow>, { signal, progress }: JobRun): Promise<void> {
    await progress(40, 'nearly half');
    await this.#held(name, signal);
  }

  @JobHandler(impatient)
  async hurry({ name }: PayloadOf<typeof impatient>, { signal }: JobRun): Promise<void> {
    await this.#held(name, signal);
  }

  @JobHandler(single)
  async alone({ name }: PayloadOf<typeof single>, { signal }: JobRun): Promise<void> {
    await this.#held(name, signal);
  }

  @JobHandler(fair)
  async inTurn({ name }: PayloadOf<typeof fair>, { signal }: JobRun): Promise<void> {
    await this.#held(name, signal);
  }

  @JobHandler(once)
  async onlyOne({ name }: PayloadOf<typeof once>, { signal }: JobRun): Promise<void> {
    await this.#held(name, signal);
  }

  /** Its effect is another job; the first attempt fails after it. */
  @JobHandler(exact)
  async effect({ name }: PayloadOf<typeof exact>): Promise<void> {
    await this.jobs.enqueue(note, { name });
    const attempt = (this.#attempts.get(name) ?? 0) + 1;
    this.#attempts.set(name, attempt);
    if (attempt === 1) throw new Error('after the effect');
  }

  async #held(name: string, signal: AbortSignal): Promise<void> {
    this.seen.push(`begin ${name}`);
    const group = name.split(' ')[0] ?? '';
    this.running.set(group, (this.running.get(group) ?? 0) + 1);
    this.most = Math.max(this.most, this.running.get(group) ?? 0);
    try {
      await new Promise<void>((resolve, reject) => {
        this.#gates.set(name, resolve);
        signal.addEventListener('abort', () => {
          const reason: unknown = signal.reason;
          reject(reason instanceof Error ? reason : new Error('stopped'));
        });
      });
      this.seen.push(`end ${name}`);
    } finally {
      this.running.set(group, (this.running.get(group) ?? 1) - 1);
    }
  }
}

@Module({ imports: [JobsModule], providers: [Room], exports: [Room] })
export class RoomModule {}
