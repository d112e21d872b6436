// npm run bench:start: how long the built server takes to its first 200, and what memory it needs.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { median, printTable, rounded, type Row, saveResults } from './measurements.ts';
import { readSizes } from './read-sizes.ts';
import { measureStart, type ServerStart } from './server-process.ts';
import { modelsPerComponent, writeSyntheticProject } from './synthetic-project.ts';

const repository = resolve(import.meta.dirname, '..');
const starts = 5;
const path = '/health/live';

const rows: Row[] = [];
for (const size of readSizes([10, 50, 200])) rows.push(await measure(size));
printTable(`From the start of the process to the first 200 of ${path}, median of ${starts} starts`, rows);
await saveResults('start', { start: rows });

async function measure(size: number): Promise<Row> {
  const project = await writeSyntheticProject(size, true);
  try {
    const begin = performance.now();
    run(project.directory, join(repository, 'node_modules/webpack-cli/bin/cli.js'), '--mode', 'production');
    const build = performance.now() - begin;
    const tessera = (...args: string[]) =>
      run(
        project.directory,
        join(repository, 'bin/tessera.js'),
        'db',
        ...args,
        '--project',
        project.directory,
      );
    tessera('start');
    try {
      const url = tessera('url').trim();
      const results: ServerStart[] = [];
      for (let round = 0; round < starts; round += 1) {
        results.push(await measureStart(project.directory, url, path));
      }
      const times = results.map(({ milliseconds }) => milliseconds);
      return {
        components: size,
        models: size * modelsPerComponent,
        'build ms': rounded(build),
        'first 200 ms': rounded(median(times)),
        'slowest ms': rounded(Math.max(...times)),
        'memory MiB': rounded(median(results.map(({ memoryMiB }) => memoryMiB))),
      };
    } finally {
      tessera('stop');
    }
  } finally {
    await project.remove();
  }
}

/** Runs a script of ours to its end. @returns what it printed */
function run(cwd: string, script: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${script} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
}
