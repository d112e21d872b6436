// discover + compose + validate: cold in a process of its own, and warm after one file changed.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { type ProjectConfig } from '../../build/config/project-config.ts';
import { createCache, type PipelineReport, runPipeline } from '../../build/pipeline/pipeline.ts';
import { median, type Row, rounded } from '../measurements.ts';
import { editOneModel, modelsPerComponent, type SyntheticProject } from '../synthetic-project.ts';
import { fitLine } from './fit-line.ts';

const coldRuns = 3;
const editRuns = 9;
const steps = ['discover', 'compose', 'validate'] as const;
const Timings = z.record(z.string(), z.number());

export async function measureScale(
  project: SyntheticProject,
  size: number,
  config: ProjectConfig,
): Promise<Row[]> {
  const cold = Array.from({ length: coldRuns }, () => coldSteps(project));
  const cache = createCache();
  await runPipeline(config, { cache, check: true });
  const changed: PipelineReport['timings'][] = [];
  for (let edit = 0; edit < editRuns; edit += 1) {
    await editOneModel(project, edit);
    const { ok, timings } = await runPipeline(config, { cache, check: true });
    if (!ok) throw new Error('The edited project does not compose.');
    changed.push(timings);
  }
  return [row(size, 'cold', cold), row(size, 'one file changed', changed)];
}

/** One line a kind of run: how the sum of the three steps grows with the number of components. */
export function fitScale(rows: readonly Row[]): Row[] {
  return ['cold', 'one file changed'].flatMap((run) => {
    const points = rows
      .filter((one) => one['run'] === run)
      .map((one) => [Number(one['components']), Number(one['sum'])] as const);
    if (points.length < 3) return [];
    const { slope, intercept, r2 } = fitLine(points);
    const digits = (value: number) => Number(value.toFixed(3));
    return [{ run, 'ms a component': digits(slope), 'ms at zero': rounded(intercept), 'R²': digits(r2) }];
  });
}

function coldSteps(project: SyntheticProject): Record<string, number> {
  const script = join(import.meta.dirname, 'cold-steps.ts');
  const output = execFileSync(process.execPath, ['--import', 'tsx', script, project.directory], {
    encoding: 'utf8',
  });
  return Timings.parse(JSON.parse(output));
}

function row(components: number, run: string, all: readonly PipelineReport['timings'][]): Row {
  const sums = all.map((timings) => steps.reduce((sum, step) => sum + (timings[step] ?? 0), 0));
  return {
    components,
    models: components * modelsPerComponent,
    run,
    ...Object.fromEntries(
      steps.map((step) => [step, rounded(median(all.map((timings) => timings[step] ?? 0)))]),
    ),
    sum: rounded(median(sums)),
    slowest: rounded(Math.max(...sums)),
  };
}
