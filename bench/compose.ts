// npm run bench:compose: what the pipeline costs, cold and warm, and against Prisma's own generator.
import { loadProjectConfig } from '../build/config/load-project-config.ts';
import { createClientRenderer } from '../build/pipeline/generate/client-renderer.ts';
import { generateClient } from '../build/pipeline/generate/generate-client.ts';
import { createCache, type PipelineOptions, runPipeline } from '../build/pipeline/pipeline.ts';
import { clientEdits, measureClient } from './compose/measure-client.ts';
import { fitScale, measureScale } from './compose/measure-scale.ts';
import { measureUnchanged, warmRuns } from './compose/measure-unchanged.ts';
import { printTable, type Row, saveResults } from './measurements.ts';
import { readSizes } from './read-sizes.ts';
import { type SyntheticProject, writeSyntheticProject } from './synthetic-project.ts';

/** Above it Prisma's generator alone takes minutes and gigabytes, so that no client is made. */
const largestClient = 200;

const scale: Row[] = [];
const unchanged: Row[] = [];
const client: Row[] = [];

for (const size of readSizes([10, 50, 200, 1000, 2000])) {
  console.log(`\n${size} components: writing the project …`);
  const project = await writeSyntheticProject(size);
  try {
    await measure(project, size);
  } finally {
    await project.remove();
  }
  await saveResults('compose', { scale, fit: fitScale(scale), unchanged, client });
}

printTable('discover + compose + validate, median (ms)', scale);
printTable('The same as a straight line over the number of components', fitScale(scale));
printTable(`Nothing changed, warm process, median of ${warmRuns} runs (ms)`, unchanged);
printTable(`One model changed, until its types are on disk, median of ${clientEdits} edits (ms)`, client);

async function measure(project: SyntheticProject, size: number): Promise<void> {
  const loaded = await loadProjectConfig(project.directory);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  const { config } = loaded;

  console.log('discover, compose, validate …');
  const rows = await measureScale(project, size, config);
  scale.push(...rows);
  console.table(rows);

  const renderer = createClientRenderer();
  const withClient = size <= largestClient;
  const options: PipelineOptions = {
    cache: createCache(),
    generate: (input) =>
      withClient
        ? generateClient(input, renderer)
        : Promise.resolve({ ok: true, generated: false, hash: input.hash ?? '' }),
  };
  try {
    console.log('nothing changed …');
    await runPipeline(config, options);
    const row = await measureUnchanged(size, () => runPipeline(config, options));
    unchanged.push(row);
    console.table([row]);
    if (!withClient) return;
    console.log('the client …');
    const made = await measureClient(project, size, () => runPipeline(config, options));
    client.push(made);
    console.table([made]);
  } finally {
    await renderer.close();
  }
}
