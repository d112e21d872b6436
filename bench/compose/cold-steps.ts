// One run of the pipeline in a new process, as `tessera compose --check` does it, as one JSON object: what each step
// took. Nothing is written, so that no step runs twice, and no client is made: at 10,000 models that is all one would see.
import { deferOptimising } from '../../build/incremental/defer-optimising.ts';
import { loadProjectConfig } from '../../build/config/load-project-config.ts';
import { runPipeline } from '../../build/pipeline/pipeline.ts';

const loaded = await loadProjectConfig(process.argv[2] ?? '.');
if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
deferOptimising();
const { ok, timings, diagnostics } = await runPipeline(loaded.config, { check: true });
if (!ok) throw new Error(JSON.stringify(diagnostics.slice(0, 3)));
console.log(JSON.stringify(timings));
