import { type PipelineStep } from './pipeline-report.ts';

/** Milliseconds of each step. */
export interface PipelineClock {
  readonly timings: Partial<Record<PipelineStep, number>>;
  /** Books the time of the work to a step, without that of steps inside it. */
  step<Result>(step: PipelineStep, work: () => Promise<Result> | Result): Promise<Result>;
  /** The same for work inside another step that cannot wait. */
  inside<Result>(step: PipelineStep, work: () => Result): Result;
}

export function startClock(now: () => number = () => performance.now()): PipelineClock {
  const timings: Partial<Record<PipelineStep, number>> = {};
  let current: PipelineStep | undefined;
  let last = now();
  /** @returns the step before */
  const change = (next: PipelineStep | undefined): PipelineStep | undefined => {
    const time = now();
    if (current) timings[current] = Math.round(((timings[current] ?? 0) + time - last) * 10) / 10;
    last = time;
    const before = current;
    current = next;
    return before;
  };
  return {
    timings,
    async step(step, work) {
      const before = change(step);
      try {
        return await work();
      } finally {
        change(before);
      }
    },
    inside(step, work) {
      const before = change(step);
      try {
        return work();
      } finally {
        change(before);
      }
    },
  };
}
