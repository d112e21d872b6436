import { type PipelineStep } from './pipeline-report.ts';

/** Milliseconds of each step. */
export interface PipelineClock {
  readonly timings: Partial<Record<PipelineStep, number>>;
  /** Books the time since the last call to a step. */
  done(step: PipelineStep): void;
}

export function startClock(now: () => number = () => performance.now()): PipelineClock {
  const timings: Partial<Record<PipelineStep, number>> = {};
  let last = now();
  return {
    timings,
    done(step) {
      const time = now();
      timings[step] = Math.round(((timings[step] ?? 0) + time - last) * 10) / 10;
      last = time;
    },
  };
}
