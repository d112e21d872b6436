import { runSchemaEngine } from './run-schema-engine.ts';

/** The engine as a program: what `bin/schema-engine.js` runs, and the entry of the production bundle. */
const stopRequested = new Promise<void>((done) => {
  const resolve = (): void => {
    done();
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.once(signal, resolve);
  }
  // Prisma's command line is gone: its pipes take nothing any more.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', resolve);
});

const exitCode = await runSchemaEngine({
  argv: process.argv.slice(2),
  env: process.env,
  cwd: process.cwd(),
  stdin: process.stdin,
  writeStdout: (line) => process.stdout.write(line),
  writeStderr: (line) => process.stderr.write(line),
  stopRequested,
});
// A command line that is gone leaves pipes without a reader: end after what was written has left, not after them.
await new Promise((resolve) => process.stdout.write('', resolve));
process.exit(exitCode);
