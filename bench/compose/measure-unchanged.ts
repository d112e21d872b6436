import { type PipelineReport } from '../../build/pipeline/pipeline.ts';
import { median, rounded, type Row } from '../measurements.ts';
import { modelsPerComponent } from '../synthetic-project.ts';

export const warmRuns = 10;

/** Runs in a process that stays, as the webpack plugin and the dev host have it. */
export async function measureUnchanged(size: number, run: () => Promise<PipelineReport>): Promise<Row> {
  const times: number[] = [];
  let writes = 0;
  let generates = 0;
  for (let round = 0; round < warmRuns; round += 1) {
    const begin = performance.now();
    const { changed, removed, generated } = await run();
    times.push(performance.now() - begin);
    writes += changed.length + removed.length;
    generates += generated ? 1 : 0;
  }
  return {
    components: size,
    models: size * modelsPerComponent,
    median: rounded(median(times)),
    slowest: rounded(Math.max(...times)),
    writes,
    generates,
    'memory MiB': Math.round(process.memoryUsage.rss() / 2 ** 20),
  };
}
