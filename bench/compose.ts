// npm run bench:compose: what the pipeline costs, cold and warm, and against Prisma's own command line.
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadProjectConfig } from '../build/config/load-project-config.ts';
import { createClientRenderer } from '../build/generate/client-renderer.ts';
import { generateClient } from '../build/generate/generate-client.ts';
import {
  createPipelineCache,
  type PipelineOptions,
  type PipelineReport,
  runPipeline,
} from '../build/pipeline.ts';
import { median, printTable, rounded, type Row, saveResults } from './measurements.ts';
import { readSizes } from './read-sizes.ts';
import {
  editOneModel,
  modelsPerComponent,
  type SyntheticProject,
  writeSyntheticProject,
} from './synthetic-project.ts';

const repository = resolve(import.meta.dirname, '..');
const warmRuns = 10;
const editRuns = 5;

const sizes = readSizes([10, 50, 200, 1000]);
const steps: Row[] = [];
const unchanged: Row[] = [];
const edits: Row[] = [];

for (const size of sizes) {
  console.log(`measuring ${size} components …`);
  const project = await writeSyntheticProject(size);
  try {
    steps.push(measureColdRun(project, size));
    await measureWarmRuns(project, size);
  } finally {
    await project.remove();
  }
}

printTable('Each step of the pipeline, cold and with one model changed (ms)', steps);
printTable(`Nothing changed, warm process, median of ${warmRuns} runs (ms)`, unchanged);
printTable(`One model changed, median of ${editRuns} edits (ms)`, edits);
await saveResults('compose', { steps, unchanged, edits });

/** A process of its own, nothing on disk yet: what `npx tessera compose` takes in a fresh checkout. */
function measureColdRun(project: SyntheticProject, size: number): Row {
  const begin = performance.now();
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(repository, 'bin/tessera.js'), 'compose', '--json', '--project', project.directory],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  const wall = performance.now() - begin;
  const report: unknown = JSON.parse(stdout);
  if (!isColdReport(report)) throw new Error(`tessera compose failed: ${stderr}${stdout}`);
  return stepRow('cold', size, { ...report.timings, process: wall });
}

/** One process that stays, as the webpack plugin and the dev host have it. */
async function measureWarmRuns(project: SyntheticProject, size: number): Promise<void> {
  const loaded = await loadProjectConfig(project.directory);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  const { config } = loaded;
  const renderer = createClientRenderer();
  const options: PipelineOptions = {
    cache: createPipelineCache(),
    generate: (input) => generateClient(input, renderer),
  };
  try {
    await timed(() => runPipeline(config, options));
    await measureUnchanged(size, () => runPipeline(config, options));
    if (size <= 200) await measureEdits(project, size, () => runPipeline(config, options));
  } finally {
    await renderer.close();
  }
}

async function measureUnchanged(size: number, run: () => Promise<PipelineReport>): Promise<void> {
  const times: number[] = [];
  let writes = 0;
  let generates = 0;
  for (let round = 0; round < warmRuns; round += 1) {
    const { milliseconds, value } = await timed(run);
    times.push(milliseconds);
    writes += value.changed.length + value.removed.length;
    generates += value.generated ? 1 : 0;
  }
  unchanged.push({
    components: size,
    models: size * modelsPerComponent,
    median: rounded(median(times)),
    slowest: rounded(Math.max(...times)),
    writes,
    generates,
    'memory MiB': Math.round(process.memoryUsage.rss() / 2 ** 20),
  });
}

/** A developer adds a field: our pipeline in the warm process against `npx prisma generate`, in turn. */
async function measureEdits(
  project: SyntheticProject,
  size: number,
  run: () => Promise<PipelineReport>,
): Promise<void> {
  const ours: number[] = [];
  const theirs: number[] = [];
  let last: PipelineReport | undefined;
  // The first generate of a process also loads the generator; it belongs to the cold figures.
  await editOneModel(project, 0);
  await run();
  for (let edit = 1; edit <= editRuns; edit += 1) {
    await editOneModel(project, edit);
    const { milliseconds, value } = await timed(run);
    if (!value.ok || !value.generated) throw new Error('The edit did not reach the client.');
    ours.push(milliseconds);
    last = value;
    theirs.push(await prismaGenerate(project));
  }
  if (last) steps.push(stepRow('one model changed', size, last.timings));
  edits.push({
    components: size,
    models: size * modelsPerComponent,
    tessera: rounded(median(ours)),
    'npx prisma generate': rounded(median(theirs)),
    ratio: Number((median(ours) / median(theirs)).toFixed(2)),
  });
}

/** The same composed schema, generated by the official command into another folder. Milliseconds. */
async function prismaGenerate(project: SyntheticProject): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-bench-prisma-'));
  try {
    await cp(join(project.directory, 'prisma/schema'), join(folder, 'prisma/schema'), { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
    await writeFile(
      join(folder, 'prisma.config.mjs'),
      `export default { schema: ${JSON.stringify(join(folder, 'prisma/schema'))} };\n`,
    );
    const begin = performance.now();
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(repository, 'node_modules/prisma/build/index.js'), 'generate'],
      // `generate` never starts the schema engine; naming any executable keeps Prisma from downloading one.
      {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
      },
    );
    const milliseconds = performance.now() - begin;
    if (status !== 0) throw new Error(`prisma generate failed: ${stderr}`);
    if ((await readdir(join(folder, 'src/generated/prisma'))).length === 0)
      throw new Error('nothing generated');
    return milliseconds;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function stepRow(run: string, components: number, timings: Readonly<Record<string, number>>): Row {
  const row: Record<string, string | number> = { components, run };
  for (const [step, value] of Object.entries(timings)) row[step] = rounded(value);
  return row;
}

async function timed<Value>(run: () => Promise<Value>): Promise<{ milliseconds: number; value: Value }> {
  const begin = performance.now();
  const value = await run();
  return { milliseconds: performance.now() - begin, value };
}

function isColdReport(value: unknown): value is { ok: true; timings: Record<string, number> } {
  return (
    typeof value === 'object' && value !== null && 'ok' in value && value.ok === true && 'timings' in value
  );
}
